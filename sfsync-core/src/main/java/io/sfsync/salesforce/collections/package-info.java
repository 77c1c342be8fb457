/** Calls of the sObject collections API. */
@NullMarked
package io.sfsync.salesforce.collections;

import org.jspecify.annotations.NullMarked;
