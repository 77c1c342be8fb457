/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sfsync.localorg.junit.LocalOrgExtension;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronExpression;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** Several schedules in one hub, and loads that take longer than their interval. */
class ScheduledLoadsTest {
    private static final Path NORTHWIND = Path.of("routes/data/northwind");
    private static final List<String> SCHEDULED = List.of("load-daily-customers", "load-changed-people");

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    private Path folder;

    @Test
    void a_trigger_that_comes_due_while_a_load_is_going_on_starts_nothing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger ticks = new AtomicInteger();
        Map<String, AtomicInteger> begun =
                new TreeMap<>(Map.of(SCHEDULED.get(0), new AtomicInteger(), SCHEDULED.get(1), new AtomicInteger()));
        try (RunningRoutes routes = RunningRoutes.of(
                folder, ORG.org(), SCHEDULED, "sfsync.daily.cron = * * * * * ?", "sfsync.people.cron = * * * * * ?")) {
            BeforeSending.to("sfsync:", routes, route -> {
                begun.get(route).incrementAndGet();
                over.await(60, TimeUnit.SECONDS);
            });
            // the same seconds, on the same scheduler, in a route that nothing holds up
            routes.hub().context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("quartz:test/tick?cron=* * * * * ?").process(exchange -> ticks.incrementAndGet());
                }
            });
            routes.put(NORTHWIND.resolve("customers.csv"), "exports/customers.csv");
            routes.template()
                    .requestBody(
                            "sql:INSERT INTO person (person_key, last_name, changed_at)"
                                    + " VALUES ('1', 'One', TIMESTAMP '2026-01-01 10:00:00')?dataSource=#database",
                            "");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> begun.values().stream().allMatch(times -> times.get() == 1));
            // what comes now is not for the load that is going on
            routes.template()
                    .requestBody(
                            "sql:INSERT INTO person (person_key, last_name, changed_at)"
                                    + " VALUES ('2', 'Two', TIMESTAMP '2026-01-01 11:00:00')?dataSource=#database",
                            "");
            int due = ticks.get() + 2;
            await().atMost(Duration.ofSeconds(30)).until(() -> ticks.get() >= due);

            assertThat(begun.values()).allSatisfy(times -> assertThat(times).hasValue(1));

            over.countDown();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ORG.org().query("SELECT Id FROM Contact").size() == 2);
        }
        // each was loaded once, by one load after the other
        assertThat(ORG.org().query("SELECT Id FROM Account")).hasSize(67);
        assertThat(begun)
                .hasEntrySatisfying(
                        "load-changed-people", times -> assertThat(times).hasValue(2));
    }

    @Test
    void each_of_several_schedules_in_one_hub_keeps_its_own_time() throws Exception {
        try (RunningRoutes routes = RunningRoutes.of(
                folder,
                ORG.org(),
                List.of("load-daily-customers", "load-frequent-orders", "load-changed-people", "delete-old-files"),
                "sfsync.retention.cron = 0 0 0 20 * ?")) {
            Scheduler scheduler = routes.hub()
                    .context()
                    .getComponent("quartz", QuartzComponent.class)
                    .getScheduler();
            Map<String, CronTrigger> triggers = new TreeMap<>();
            for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyGroup())) {
                CronTrigger trigger = (CronTrigger) scheduler.getTrigger(key);
                triggers.put(trigger.getCronExpression(), trigger);
            }

            assertThat(triggers.keySet())
                    .containsExactlyInAnyOrder(
                            "0 0 6 * * ?", "0 0/5 7-19 * * ?", "0 2/5 * * * ?", "0 3/15 * * * ?", "0 0 0 20 * ?");
            assertThat(triggers.values())
                    .extracting(CronTrigger::getNextFireTime)
                    .doesNotContainNull();
        }
        // on a day, in a window of the day, on a day of the month
        assertThat(next("0 0 6 * * ?", "2026-06-19T17:04:00Z")).isEqualTo("2026-06-20T06:00:00Z");
        assertThat(next("0 0/5 7-19 * * ?", "2026-06-19T17:04:00Z")).isEqualTo("2026-06-19T17:05:00Z");
        assertThat(next("0 0/5 7-19 * * ?", "2026-06-19T19:55:00Z")).isEqualTo("2026-06-20T07:00:00Z");
        assertThat(next("0 0 0 20 * ?", "2026-06-20T17:04:00Z")).isEqualTo("2026-07-20T00:00:00Z");
    }

    private static String next(String cron, String time) throws ParseException {
        CronExpression expression = new CronExpression(cron);
        expression.setTimeZone(TimeZone.getTimeZone("UTC"));
        return expression
                .getNextValidTimeAfter(Date.from(Instant.parse(time)))
                .toInstant()
                .toString();
    }
}
