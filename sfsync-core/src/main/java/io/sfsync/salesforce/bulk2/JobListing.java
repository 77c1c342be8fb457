/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce.bulk2;

import java.time.Instant;

/**
 * A job as the list of all jobs shows it.
 *
 * @param id its id
 * @param object its object
 * @param operation its operation, as the wire has it
 * @param state its state
 * @param createdDate when the org created it
 */
public record JobListing(String id, String object, String operation, JobState state, Instant createdDate) {}
