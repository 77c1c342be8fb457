/** What an org says about its objects and fields, as far as a loader needs it. Pure. */
@NullMarked
package io.sfsync.schema;

import org.jspecify.annotations.NullMarked;
