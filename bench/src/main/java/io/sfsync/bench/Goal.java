/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

/**
 * A figure and its bound.
 *
 * @param what is bounded
 * @param bound in words
 * @param figure in words
 * @param met whether it is kept
 * @param must whether {@code --check} fails without it
 */
record Goal(String what, String bound, String figure, boolean met, boolean must) {}
