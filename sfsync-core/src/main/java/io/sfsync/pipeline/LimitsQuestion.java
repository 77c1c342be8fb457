/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.pipeline;

import io.sfsync.outcome.Api;
import io.sfsync.salesforce.OrgClient;
import io.sfsync.salesforce.OrgLimits;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one question for the limits of an org that a run over a Bulk API asks: no other answer tells of batches. */
final class LimitsQuestion {
    private static final Logger LOG = LoggerFactory.getLogger("io.sfsync.run");

    private final RunTools tools;
    private final OrgLimits limits;

    LimitsQuestion(RunTools tools, OrgLimits limits) {
        this.tools = tools;
        this.limits = limits;
    }

    /** Asks before the first batch; an org that does not tell is no obstacle. */
    void before(Api api) {
        if (api == Api.COLLECTIONS) {
            return;
        }
        OrgClient client = tools.client().withoutRetries();
        try {
            limits.learn(client.getJson(api, client.path("limits")));
        } catch (InterruptedException e) {
            if (tools.state().parkReason() == null) {
                Thread.currentThread().interrupt();
            }
        } catch (IOException e) {
            LOG.info("The limits of the org cannot be read: {}", e.getMessage());
        }
    }
}
