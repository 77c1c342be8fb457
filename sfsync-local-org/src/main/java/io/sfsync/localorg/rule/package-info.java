/** Formulas as validation and assignment rules have them, a small part of Salesforce's formula language. */
@NullMarked
package io.sfsync.localorg.rule;

import org.jspecify.annotations.NullMarked;
