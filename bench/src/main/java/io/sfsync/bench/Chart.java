/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time and memory against rows, one line a contender, on logarithmic scales, as SVG. */
final class Chart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int LEGEND_LINE = 18;
    private static final List<String> COLOURS =
            List.of("#666666", "#0b62a4", "#2ca02c", "#d6780a", "#c02020", "#8a4bbf", "#a0522d");

    private final Map<String, Map<Integer, Line>> lines = new LinkedHashMap<>();

    /** What a figure is read from. */
    @FunctionalInterface
    private interface Figure {
        double of(Line line);
    }

    /** Adds a measurement. */
    void add(int rows, Line line) {
        lines.computeIfAbsent(line.contender().name(), name -> new LinkedHashMap<>())
                .put(rows, line);
    }

    /** The picture. */
    String svg() {
        StringBuilder svg = new StringBuilder();
        int height = TOP + HEIGHT + 50 + LEGEND_LINE * lines.size();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                2 * (LEFT + WIDTH) + 30, height));
        panel(svg, LEFT, "seconds, whole process", Line::wall);
        panel(svg, 2 * LEFT + WIDTH + 10, "resident memory, MB", Line::residentMegabytes);
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, int left, String title, Figure figure) {
        Scale x = scale(rows());
        Scale y = scale(lines.values().stream()
                .flatMap(byRows -> byRows.values().stream())
                .map(figure::of)
                .toList());
        svg.append(format("<text x=\"%d\" y=\"%d\">%s</text>%n", left, TOP - 12, title));
        for (double tick : x.ticks()) {
            double at = left + x.part(tick) * WIDTH;
            svg.append(format(
                    "<path d=\"M%.1f %d V%d\" stroke=\"#dddddd\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">"
                            + "%,.0f</text>%n",
                    at, TOP, TOP + HEIGHT, at, TOP + HEIGHT + LEGEND_LINE, tick));
        }
        for (double tick : y.ticks()) {
            double at = TOP + HEIGHT - y.part(tick) * HEIGHT;
            svg.append(format(
                    "<path d=\"M%d %.1f H%d\" stroke=\"#dddddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s"
                            + "</text>%n",
                    left, at, left + WIDTH, left - 5, at + 4, plain(tick)));
        }
        int colour = 0;
        for (Map<Integer, Line> byRows : lines.values()) {
            StringBuilder points = new StringBuilder();
            byRows.forEach((rows, line) -> points.append(format(
                    "%.1f,%.1f ", left + x.part(rows) * WIDTH, TOP + HEIGHT - y.part(figure.of(line)) * HEIGHT)));
            svg.append(format(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    points.toString().strip(), colour(colour++)));
        }
    }

    private void legend(StringBuilder svg) {
        int y = TOP + HEIGHT + 45;
        svg.append(format("<text x=\"%d\" y=\"%d\">rows</text>%n", LEFT + WIDTH + 5, TOP + HEIGHT + LEGEND_LINE));
        int colour = 0;
        for (String name : lines.keySet()) {
            svg.append(format(
                    "<path d=\"M%d %d h24\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                    LEFT, y - 4, colour(colour++), LEFT + 32, y, name));
            y += LEGEND_LINE;
        }
    }

    private List<Double> rows() {
        return lines.values().stream()
                .flatMap(byRows -> byRows.keySet().stream())
                .map(Integer::doubleValue)
                .toList();
    }

    private static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    private static String plain(double value) {
        return value >= 1 ? format("%,.0f", value) : format("%.1f", value);
    }

    /** The powers of ten around these figures. */
    private static Scale scale(List<Double> figures) {
        double least = figures.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double most = figures.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        int from = (int) Math.floor(Math.log10(least));
        return new Scale(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))));
    }

    /** A logarithmic scale between two powers of ten. */
    private record Scale(int from, int to) {
        double part(double value) {
            return (Math.log10(value) - from) / (to - from);
        }

        List<Double> ticks() {
            return java.util.stream.IntStream.rangeClosed(from, to)
                    .mapToObj(power -> Math.pow(10, power))
                    .toList();
        }
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
