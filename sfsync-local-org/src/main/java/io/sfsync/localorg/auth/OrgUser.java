/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.localorg.auth;

/**
 * A user who may log in.
 *
 * @param id the 18-character id of the user's record
 * @param username the login name
 * @param password the password, which a caller may follow with {@code securityToken}
 * @param securityToken the security token; empty for none
 * @param profile the name of the profile, such as {@code System Administrator}
 * @param firstName the first name
 * @param lastName the last name
 * @param email the e-mail address
 * @param active whether the user may log in
 */
public record OrgUser(
        String id,
        String username,
        String password,
        String securityToken,
        String profile,
        String firstName,
        String lastName,
        String email,
        boolean active) {

    /** The profile that may do everything. */
    public static final String ADMINISTRATOR = "System Administrator";

    /** An active user named after the login name. */
    public static OrgUser of(String id, String username, String password, String profile) {
        String name = username.split("@", 2)[0];
        return new OrgUser(id, username, password, "", profile, "Local", name, username, true);
    }

    /** First and last name. */
    public String fullName() {
        return (firstName + " " + lastName).strip();
    }

    /** True if the user is active and this is the password, with or without the security token. */
    public boolean mayLogIn(String given) {
        return active && accepts(given);
    }

    boolean accepts(String given) {
        return given.equals(password) || given.equals(password + securityToken);
    }

    /** Without password and token. */
    @Override
    public String toString() {
        return "OrgUser[" + username + ", " + profile + "]";
    }
}
