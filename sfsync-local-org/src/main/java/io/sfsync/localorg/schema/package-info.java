/** What the org is made of: objects, fields, and the YAML they are read from. */
@NullMarked
package io.sfsync.localorg.schema;

import org.jspecify.annotations.NullMarked;
