/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown, and the goals. */
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final List<Goal> goals = new ArrayList<>();

    /** A heading. */
    Report heading(String words) {
        text.append("\n## ").append(words).append("\n\n");
        return this;
    }

    /** A paragraph. */
    Report paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    /** The table of a race; ratios are to the first of its lines. */
    Report table(List<Line> lines, int rows) {
        text.append(
                "| | wall, median | least to most | of the floor | CPU | CPU a row | resident | requests | bytes |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        double floor = lines.get(0).wall();
        for (Line line : lines) {
            text.append(format(
                    "| %s | %.2f s | %.2f to %.2f s | %.2f | %.2f s | %.1f us | %.0f MB | %,d | %.0f MB |%n",
                    line.contender().name(),
                    line.wall(),
                    line.least(),
                    line.most(),
                    line.wall() / floor,
                    line.cpu(),
                    line.cpu() * 1e6 / rows,
                    line.residentMegabytes(),
                    line.requests(),
                    line.megabytes()));
        }
        text.append('\n');
        return this;
    }

    /** A line of its own. */
    Report line(String format, Object... arguments) {
        text.append(format(format, arguments)).append('\n');
        return this;
    }

    /** A bound that is wished for. */
    Report goal(String what, String bound, boolean met, String format, Object... arguments) {
        goals.add(new Goal(what, bound, format(format, arguments), met, false));
        return this;
    }

    /** A bound that {@code --check} insists on. */
    Report must(String what, String bound, boolean met, String format, Object... arguments) {
        goals.add(new Goal(what, bound, format(format, arguments), met, true));
        return this;
    }

    /** Whether every bound that must be kept is kept. */
    boolean holds() {
        return goals.stream().allMatch(goal -> goal.met() || !goal.must());
    }

    /** The goals, then the tables. */
    String markdown() {
        StringBuilder all = new StringBuilder("| goal | bound | figure | |\n|---|---|---|---|\n");
        for (Goal goal : goals) {
            all.append(format(
                    "| %s | %s%s | %s | %s |%n",
                    goal.what(),
                    goal.must() ? "must: " : "",
                    goal.bound(),
                    goal.figure(),
                    goal.met() ? "met" : "**not met**"));
        }
        return all.append(text).toString();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
