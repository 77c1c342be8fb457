/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps the pages about the local org true. */
package io.sfsync.localorg.documentation;
