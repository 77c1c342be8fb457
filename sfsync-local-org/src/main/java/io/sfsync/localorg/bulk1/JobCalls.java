/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk1;

import io.sfsync.localorg.bulk.BulkFailure;
import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;
import io.sfsync.localorg.http.Session;
import io.sfsync.localorg.store.OrgStore;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The calls of Bulk 1.0 on jobs: create, look, close, abort. */
public final class JobCalls implements CallGroup {
    private final OrgStore store;
    private final ClassicJobs jobs;
    private final Predicate<Session> mayHardDelete;

    /**
     * Serves {@code jobs}.
     *
     * @param mayHardDelete whether a caller may delete records past the recycle bin
     */
    public JobCalls(OrgStore store, ClassicJobs jobs, Predicate<Session> mayHardDelete) {
        this.store = store;
        this.jobs = jobs;
        this.mayHardDelete = mayHardDelete;
    }

    @Override
    public void register(Router router) {
        router.add(route("POST", "", "Creates a job"), this::create);
        router.add(route("POST", "/{id}", "Closes or aborts a job"), this::change);
        router.add(
                route("GET", "/{id}", "Tells the state of a job and its batches"),
                call -> answer(call, 200, find(jobs, call)));
    }

    static Route route(String method, String rest, String description) {
        return Route.of(Family.BULK1, method, "/services/async/{version}/job" + rest, description)
                .withSession(true)
                .verifiedBy("force-wsc")
                .source("SFDO-Tooling/CumulusCI cassettes (2022); Bulk API Developer Guide", Confidence.RECORDED);
    }

    static ClassicJob find(ClassicJobs jobs, Call call) {
        String id = call.parameter("id");
        return jobs.find(id).orElseThrow(() -> ClassicErrors.invalidJob("Invalid job id: " + id));
    }

    private Answer create(Call call) throws IOException {
        Map<String, String> properties = JobParser.read(call);
        JobJudge judge = new JobJudge(store.schema()
                .visibleTo(call.session().username(), call.session().profile()));
        ClassicSpec spec = judge.judge(properties, call);
        if (spec.operation().equals("hardDelete") && !mayHardDelete.test(call.session())) {
            throw new ApiException(400, "FeatureNotEnabled", BulkFailure.NO_HARD_DELETE);
        }
        return answer(call, 201, jobs.create(spec));
    }

    private Answer change(Call call) throws IOException {
        ClassicJob job = find(jobs, call);
        String wanted = JobParser.read(call).getOrDefault("state", "");
        if (!wanted.equals("Closed") && !wanted.equals("Aborted")) {
            throw ClassicErrors.invalidJob("Unable to parse Job");
        }
        if (!job.end(wanted)) {
            String verb = wanted.equals("Closed") ? "Closing" : "Aborting";
            throw ClassicErrors.wrongState(
                    verb + " already " + job.state().toLowerCase(Locale.ROOT) + " Job not allowed");
        }
        return answer(call, 200, job);
    }

    private static Answer answer(Call call, int status, ClassicJob job) {
        boolean json = InfoDocument.wantsJson(call, job);
        return job.info(json).answer(status, "jobInfo", json);
    }
}
