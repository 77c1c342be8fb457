/** Jobs of the Bulk API 2.0. */
@NullMarked
package io.sfsync.salesforce.bulk2;

import org.jspecify.annotations.NullMarked;
