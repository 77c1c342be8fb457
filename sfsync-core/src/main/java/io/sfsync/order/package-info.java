/** The order in which records are sent where it is not the source's: sorted and joined on disk, in little memory. */
@NullMarked
package io.sfsync.order;

import org.jspecify.annotations.NullMarked;
