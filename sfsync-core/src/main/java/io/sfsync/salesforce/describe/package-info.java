/** Asks an org for the describe of its objects. */
@NullMarked
package io.sfsync.salesforce.describe;

import org.jspecify.annotations.NullMarked;
