/** The REST calls about records: create, read, update, delete, upsert, describe, limits, and the composite family. */
@NullMarked
package io.sfsync.localorg.rest;

import org.jspecify.annotations.NullMarked;
