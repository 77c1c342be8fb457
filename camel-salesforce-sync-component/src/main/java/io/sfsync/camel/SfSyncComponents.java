/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.camel;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** Finds the sfsync components of a context; a hub may have several under names of its own. */
final class SfSyncComponents {
    private SfSyncComponents() {}

    static List<SfSyncComponent> of(CamelContext context) {
        List<SfSyncComponent> found = new ArrayList<>();
        for (String name : context.getComponentNames()) {
            Component component = context.hasComponent(name);
            if (component instanceof SfSyncComponent sfsync) {
                found.add(sfsync);
            }
        }
        return found;
    }
}
