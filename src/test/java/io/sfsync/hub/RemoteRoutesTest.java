/*
 * Licensed under the Apache License, Version 2.0 (see the file LICENSE).
 * SPDX-License-Identifier: Apache-2.0
 */
package io.sfsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.sfsync.localorg.junit.LocalOrgExtension;
import io.sfsync.outcome.SyncTotals;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The routes that speak with other servers: SFTP and SMTP, each against a real one on this machine. */
class RemoteRoutesTest {
    private static final Path NORTHWIND = Path.of("routes/data/northwind");

    @RegisterExtension
    static final LocalOrgExtension ORG = SampleOrg.extension();

    @TempDir
    static Path folder;

    private static SshServer sftp;
    private static GreenMail mail;
    private static RunningRoutes routes;

    @BeforeAll
    static void start() throws Exception {
        startSftp();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        Path knownHosts = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + sftp.getPort() + " "
                        + PublicKeyEntry.toString(sftp.getKeyPairProvider()
                                .loadKeys(null)
                                .iterator()
                                .next()
                                .getPublic())
                        + "\n");
        routes = RunningRoutes.of(
                folder,
                ORG.org(),
                List.of("import-sftp-customers", "load-northwind-set", "mail-error-files"),
                "sfsync.sftp.enabled = true",
                "sfsync.sftp.host = 127.0.0.1",
                "sfsync.sftp.port = " + sftp.getPort(),
                "sfsync.sftp.password = secret",
                "sfsync.sftp.delay = 200",
                "sfsync.sftp.knownHosts = " + knownHosts,
                "sfsync.set.then = direct:mail-error-files",
                "sfsync.mail.host = 127.0.0.1",
                "sfsync.mail.port = " + mail.getSmtp().getPort(),
                "sfsync.mail.to = crm@example.com",
                "sfsync.mail.maxBytes = 20000");
    }

    private static void startSftp() throws IOException {
        sftp = SshServer.setUpDefaultServer();
        sftp.setHost("127.0.0.1");
        sftp.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        sftp.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        sftp.setPasswordAuthenticator((user, password, session) -> user.equals("sfsync") && password.equals("secret"));
        sftp.setFileSystemFactory(new VirtualFileSystemFactory(Files.createDirectories(folder.resolve("server"))));
        sftp.start();
    }

    @AfterAll
    static void stop() throws Exception {
        routes.close();
        mail.stop();
        sftp.stop();
    }

    @Test
    void check_tries_each_connector_and_says_what_fails() {
        HubFolder.Ending good = new HubFolder(folder).run("check", "--env", "dev");

        assertThat(good.err()).isEmpty();
        assertThat(good.exitCode()).as(good.out()).isZero();
        assertThat(good.out())
                .containsPattern("salesforce +ok +logged in; [0-9,]+ of [0-9,]+ requests of these 24 hours are left")
                .containsPattern("database database +ok +H2 2")
                .containsPattern("sftp +ok +logged in; [0-9]+ entries in outgoing")
                .containsPattern("mail +ok +connected");

        System.setProperty("sfsync.sftp.password", "wrong");
        System.setProperty("sfsync.mail.port", "1");
        try {
            HubFolder.Ending bad = new HubFolder(folder).run("check", "--env", "dev", "--json");

            assertThat(bad.exitCode()).isEqualTo(1);
            assertThat(bad.out())
                    .contains("\"connector\":\"sftp\",\"state\":\"failed\"")
                    .contains("\"connector\":\"mail\",\"state\":\"failed\"")
                    .contains("\"connector\":\"salesforce\",\"state\":\"ok\"")
                    .doesNotContain("wrong");
        } finally {
            System.clearProperty("sfsync.sftp.password");
            System.clearProperty("sfsync.mail.port");
        }
    }

    @Test
    void import_sftp_customers_fetches_loads_and_keeps_a_backup_on_both_sides() throws Exception {
        routes.put(NORTHWIND.resolve("customers.csv"), "server/outgoing/customers-1.csv");

        assertThat(routes.result("load-sftp-customers").totals()).isEqualTo(new SyncTotals(67, 0, 0, 0, 24, 0, 0));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> routes.files("server/outgoing/done").size() == 1
                        && routes.files("inbox/sftp/backup").size() == 1);
        assertThat(routes.files("inbox/sftp/backup").get(0)).hasSameBinaryContentAs(NORTHWIND.resolve("customers.csv"));
        assertThat(routes.files("server/outgoing")).isEmpty();
    }

    @Test
    void a_set_of_jobs_ends_with_one_mail_with_the_error_files_of_all() throws Exception {
        routes.put(NORTHWIND.resolve("customers.csv"), "inbox/set/customers.csv");
        routes.put(NORTHWIND.resolve("employees.csv"), "inbox/set/employees.csv");
        routes.write(
                "inbox/set/sp500-constituents.csv",
                "Symbol,Security,GICS Sector,GICS Sub-Industry,"
                        + "Headquarters Location,Date added,CIK,Founded\nX,,,,,,,\nY,Why,,,,,,\nZ,Zet,,,,,,\nA,Ah,,,,,,\n");
        routes.write("inbox/set/complete", "");

        assertThat(routes.next("load-northwind-set").getException()).isNull();

        assertThat(mail.getReceivedMessages()).hasSize(1);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).matches("load-northwind-set set-[0-9-]+: done");
        assertThat(message.getAllRecipients()[0]).hasToString("crm@example.com");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(0)))
                .contains("-companies.csv: ")
                .contains("-customers.csv: ");
        assertThat(parts.getBodyPart(1).getFileName()).endsWith("-companies.csv");
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(1))).contains("REQUIRED_FIELD_MISSING");
        mail.purgeEmailFromAllMailboxes();
    }

    @Test
    void mail_error_files_names_what_is_too_big_and_sends_nothing_without_files() throws Exception {
        int before = mail.getReceivedMessages().length;
        routes.template()
                .sendBody(
                        "direct:mail-error-files",
                        folder.resolve("errors/nothing-*.csv").toString());
        assertThat(mail.getReceivedMessages()).hasSize(before);

        routes.write("errors/big-1.csv", "x".repeat(19_000));
        routes.write("errors/big-2.csv", "y".repeat(19_000));
        routes.template()
                .sendBody(
                        "direct:mail-error-files",
                        folder.resolve("errors/big-*.csv").toString());

        assertThat(mail.getReceivedMessages()).hasSize(before + 1);
        MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[before].getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(0)))
                .contains("big-2.csv: 19000 bytes, not attached: the attachments of one mail are kept to 20000 bytes");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("big-1.csv");
        mail.purgeEmailFromAllMailboxes();
    }

    @Test
    void the_route_of_the_mail_page_sends_its_error_file() throws Exception {
        String page = Files.readString(Path.of("docs/jobs/mail-error-files.md"));
        int begin = page.indexOf("```yaml mail\n") + 13;
        PluginHelper.getRoutesLoader(routes.hub().context())
                .loadRoutes(ResourceHelper.fromString(
                        "load-and-mail.camel.yaml", page.substring(begin, page.indexOf("```", begin))));
        int before = mail.getReceivedMessages().length;

        routes.template().sendBody("direct:load-and-mail", List.of(Map.of("Name", "A"), Map.of("Phone", "1")));

        assertThat(mail.getReceivedMessages()).hasSize(before + 1);
        MimeMessage message = mail.getReceivedMessages()[before];
        assertThat(message.getSubject()).isEqualTo("1 accounts were rejected");
        assertThat(((MimeMultipart) message.getContent()).getBodyPart(1).getFileName())
                .matches("load-and-mail-.+\\.csv");
        mail.purgeEmailFromAllMailboxes();
    }
}
