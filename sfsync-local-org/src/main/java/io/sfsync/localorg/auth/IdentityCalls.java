/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

import io.sfsync.localorg.http.Answer;
import io.sfsync.localorg.http.ApiException;
import io.sfsync.localorg.http.Call;
import io.sfsync.localorg.http.CallGroup;
import io.sfsync.localorg.http.Confidence;
import io.sfsync.localorg.http.Family;
import io.sfsync.localorg.http.Route;
import io.sfsync.localorg.http.Router;

/** The identity URL and OpenID Connect's userinfo. */
public final class IdentityCalls implements CallGroup {
    private final Directory directory;

    /** Describes the users of {@code directory}. */
    public IdentityCalls(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void register(Router router) {
        router.add(
                Route.of(Family.IDENTITY, "GET", "/id/{organization}/{user}", "Tells who the caller is")
                        .withSession(true)
                        .source("tablexi/restforce-db cassettes", Confidence.RECORDED)
                        .verifiedBy("jsforce"),
                this::identity);
        for (String method : new String[] {"GET", "POST"}) {
            router.add(
                    Route.of(
                                    Family.IDENTITY,
                                    method,
                                    "/services/oauth2/userinfo",
                                    "Tells who the caller is, in OpenID Connect's terms")
                            .withSession(true)
                            .source("Salesforce Help, The UserInfo Endpoint", Confidence.DOCUMENTED),
                    call -> Answer.json(200, new IdentityBody(directory, call.session(), caller(call)).userInfo()));
        }
    }

    private Answer identity(Call call) {
        if (!same(call.parameter("organization"), directory.organizationId())) {
            throw new ApiException(403, "Wrong_Org", "Wrong_Org");
        }
        if (!same(call.parameter("user"), call.session().userId())) {
            throw new ApiException(403, "Bad_Id", "Bad_Id");
        }
        return Answer.json(200, new IdentityBody(directory, call.session(), caller(call)).identity());
    }

    private OrgUser caller(Call call) {
        OrgUser user = directory
                .userById(call.session().userId())
                .orElseThrow(() -> new ApiException(403, "Bad_Id", "Bad_Id"));
        if (!user.active()) {
            throw new ApiException(403, "Inactive", "Inactive");
        }
        return user;
    }

    private static boolean same(String given, String id18) {
        return given.equals(id18) || given.equals(id18.substring(0, 15));
    }
}
