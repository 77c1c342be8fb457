/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.salesforce;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Which org a connection leads to.
 *
 * @param organizationId 18-character id of the organization, empty where it is not known
 * @param instanceUrl the address of the org's API
 */
public record OrgIdentity(String organizationId, URI instanceUrl) {

    /** Whether this is a local org: its address is this machine's loopback, where no real org ever is. */
    public boolean isLocal() {
        try {
            String host = instanceUrl.getHost();
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether a run went into this org. A local org that is gone is another one than that which has come after it,
     * though their ids are the same.
     *
     * @param id the organization id that the run has noted
     * @param address the address that the run has noted
     */
    public boolean isThat(String id, String address) {
        return organizationId.equals(id) && (!isLocal() || address.equals(instanceUrl.toString()));
    }

    /** How logs and results name the org: {@code local org http://127.0.0.1:40123}, or the address alone. */
    public String displayName() {
        return isLocal() ? "local org " + instanceUrl : instanceUrl.toString();
    }
}
