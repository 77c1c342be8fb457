/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.bulk;

import java.util.function.BooleanSupplier;

/**
 * What a chunk of rows belongs to.
 *
 * @param jobId the job's id in 18 characters
 * @param object the API name of the object
 * @param chunk 1 for the first chunk of the job or batch
 * @param stopped tells whether the job was aborted meanwhile, so that nothing needs to wait for it any longer
 */
public record Work(String jobId, String object, int chunk, BooleanSupplier stopped) {}
