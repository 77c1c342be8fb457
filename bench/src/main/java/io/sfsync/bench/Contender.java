/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One way to load.
 *
 * @param name as in tables
 * @param kind what it is measured for
 * @param command its process
 * @param environment what it is told beside the org's address
 */
record Contender(String name, Kind kind, List<String> command, Map<String, String> environment) {
    /** What a contender is measured for. */
    enum Kind {
        /** The least that the wire allows. */
        FLOOR,
        /** This project. */
        OURS,
        /** Another client. */
        PEER
    }

    Contender {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** All that its process finds in its environment. */
    Map<String, String> environment(Map<String, String> org) {
        Map<String, String> all = new HashMap<>(org);
        all.putAll(environment);
        return all;
    }

    /** The same with another variable. */
    Contender with(String variable, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value.toString());
        return new Contender(name, kind, command, more);
    }

    /** The same, a Java process, with more options of its JVM. */
    Contender withOptions(List<String> options) {
        List<String> more = new ArrayList<>(command);
        int java = 0;
        while (!more.get(java).endsWith("/java")) {
            java++;
        }
        more.addAll(java + 1, options);
        return new Contender(name, kind, more, environment);
    }

    /** What its JVM is told, if it has one, without the folders of files. */
    String options() {
        return command.stream()
                .filter(argument -> argument.startsWith("-X"))
                .map(argument -> argument.replaceFirst("=/.*/", "="))
                .collect(Collectors.joining(" "));
    }

    /** The same under another name. */
    Contender named(String other) {
        return new Contender(other, kind, command, environment);
    }
}
