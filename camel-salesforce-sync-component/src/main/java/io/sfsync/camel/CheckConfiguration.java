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

    @UriParam(
            enums = "off,local,lookup",
            defaultValue = "off",
            description = "Whether the run only says what it would do: local maps and checks, lookup also reads the "
                    + "records of the org and says of each what would be created, updated, and with which fields, "
                    + "or is unchanged. Results and files are those of a real run, marked as dry; nothing is "
                    + "written, to the org, to the ledger or to an id map.")
    private String dryRun = "off";

    @UriParam(
            defaultValue = "false",
            description = "Whether a record is left out, as unchanged, if its mapped values are those that the org "
                    + "last took for its key. Only for upsert and update, and only with a ledger, beside which "
                    + "digests are kept for each organization. Off by default.")
    private boolean changedOnly;

    @UriParam(
            description = "The name of an id map that takes the Salesforce id of each record that succeeded, under the "
                    + "value of the source column that idMapKey names: later mappings refer to it with lookup: "
                    + "idMap(NAME). Only with a ledger, beside which it is kept as a CSV file.")
    private @Nullable String idMap;

    @UriParam(description = "The source column whose value is the key in the id map. Required with idMap.")
    private @Nullable String idMapKey;

    public String getDryRun() {
        return dryRun;
    }

    public void setDryRun(String dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isChangedOnly() {
        return changedOnly;
    }

    public void setChangedOnly(boolean changedOnly) {
        this.changedOnly = changedOnly;
    }

    public @Nullable String getIdMap() {
        return idMap;
    }

    public void setIdMap(@Nullable String idMap) {
        this.idMap = idMap;
    }

    public @Nullable String getIdMapKey() {
        return idMapKey;
    }

    public void setIdMapKey(@Nullable String idMapKey) {
        this.idMapKey = idMapKey;
    }

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
