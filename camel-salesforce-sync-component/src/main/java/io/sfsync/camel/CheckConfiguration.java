/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint that decide what of a record is sent, and whether. */
@UriParams
abstract class CheckConfiguration {
    @UriParam(
            description = "Words, with commas between them, that count as missing values in every column, such as "
                    + "NULL,N/A,-. Not set by default: only an empty cell and null are missing.")
    private @Nullable String missing;

    @UriParam(
            enums = "off,fields,rows",
            defaultValue = "fields",
            description = "What is compared with the org's describe before it is sent: fields checks once that each "
                    + "field exists and may be written, that relationships resolve, and that required "
                    + "fields are mapped; rows checks each value too and refuses, without a call and with "
                    + "Salesforce's own code, what the org would refuse; off leaves all of it to the org.")
    private String checks = "fields";

    @UriParam(
            enums = "error,drop",
            defaultValue = "error",
            description = "What becomes of mapped fields that the operation may not write: error ends the run before "
                    + "anything is sent, drop leaves them out with a warning in the log.")
    private String readOnly = "error";

    public String getChecks() {
        return checks;
    }

    public void setChecks(String checks) {
        this.checks = checks;
    }

    public String getReadOnly() {
        return readOnly;
    }

    public void setReadOnly(String readOnly) {
        this.readOnly = readOnly;
    }

    public @Nullable String getMissing() {
        return missing;
    }

    public void setMissing(@Nullable String missing) {
        this.missing = missing;
    }
}
