/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.time.Instant;

/**
 * What one process took.
 *
 * @param begun when it was started
 * @param wall seconds from its start to its end
 * @param cpu seconds of user and system time, its children included
 * @param resident the most memory that was resident at once, in bytes
 * @param exit its exit code
 * @param output what it printed
 */
record Measurement(Instant begun, double wall, double cpu, long resident, int exit, String output) {}
