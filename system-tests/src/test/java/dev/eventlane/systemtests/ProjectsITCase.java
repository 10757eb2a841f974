package dev.eventlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventlane.localstack.LocalStack;
import dev.eventlane.localstack.StackConfig;
import dev.eventlane.systemtests.Client.Answer;
import dev.eventlane.systemtests.sdk.JavaSdkCheck;
import dev.eventlane.systemtests.sdk.PythonWheel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two projects on one stack: whatever one of them does, the other one sees and loses nothing. */
class ProjectsITCase {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static LocalStack stack;
    private static Client shop;
    private static Client blog;

    /** The stack's own probe goes through it, with a key of its own; the key of the second project comes while it runs. */
    @BeforeAll
    static void start() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), line("shop"));
        stack = LocalStack.start(
                StackConfig.onRandomPorts(folder.resolve("stack")).withEnvironment("API_KEYS_FILE", keys.toString()));
        shop = Client.withKey(stack.baseUrl(), "key-shop");
        blog = Client.withKey(stack.baseUrl(), "key-blog");
        assertThat(blog.get("/analytics/errors").status()).isEqualTo(401);
        Files.writeString(keys, line("shop") + "\n" + line("blog"));
        // Both servers read the file, each when it does.
        await().atMost(BOUND).until(() -> blog.get("/analytics/errors").status() == 200);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void the_same_id_is_an_event_of_each_project() {
        String id = UUID.randomUUID().toString();
        create(shop, id, "of shop");
        create(blog, id, "of blog");
        awaitInput(shop, id, "of shop");
        awaitInput(blog, id, "of blog");

        accepted(blog.put("/event/" + id, "{\"input\":\"changed by blog\"}"));
        awaitInput(blog, id, "changed by blog");
        accepted(blog.delete("/event/" + id));
        await().atMost(BOUND).until(() -> blog.get("/event/" + id).status() == 404);

        assertThat(input(shop.get("/event/" + id))).isEqualTo("of shop");
        assertThat(shop.get("/events/conversation/" + id).data()).hasSize(1);
        assertThat(blog.get("/events/conversation/" + id).data()).isEmpty();
        assertThat(count(shop, id)).isEqualTo("1");
        assertThat(count(blog, id)).isEqualTo("none");
    }

    @Test
    void what_is_another_projects_cannot_be_seen_changed_or_deleted() {
        String id = UUID.randomUUID().toString();
        create(shop, id, "of shop");
        awaitInput(shop, id, "of shop");

        // Both wait for a create in their own project; an event of blog that comes behind them tells that they were
        // read.
        accepted(blog.put("/event/" + id, "{\"input\":\"changed by blog\"}"));
        accepted(blog.delete("/event/" + id));
        String later = UUID.randomUUID().toString();
        create(blog, later, "later");
        awaitInput(blog, later, "later");

        assertThat(input(shop.get("/event/" + id))).isEqualTo("of shop");
        Answer elsewhere = blog.get("/event/" + id);
        Answer nowhere = blog.get("/event/" + UUID.randomUUID());
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.body()).isEqualTo(nowhere.body());
    }

    @Test
    void an_idempotency_key_is_each_projects_own() throws IOException {
        String key = "order-" + UUID.randomUUID();
        String body = "{\"conversation_id\":\"" + key + "\",\"event_name\":\"paid\"}";
        String ofShop = id(shop.trySend("POST", "/event/", body, Optional.of(key)));
        String ofBlog = id(blog.trySend("POST", "/event/", body, Optional.of(key)));

        assertThat(ofShop).isNotEqualTo(ofBlog);
        await().atMost(BOUND).until(() -> shop.get("/event/" + ofShop).status() == 200);
        await().atMost(BOUND).until(() -> blog.get("/event/" + ofBlog).status() == 200);
        assertThat(shop.get("/event/" + ofBlog).status()).isEqualTo(404);
        assertThat(shop.get("/events/conversation/" + key).data()).hasSize(1);
        assertThat(blog.get("/events/conversation/" + key).data()).hasSize(1);
    }

    @Test
    void without_a_key_there_is_nothing_but_signs_of_life() {
        Client nobody = new Client(stack.baseUrl());

        assertThat(nobody.get("/health").status()).isEqualTo(200);
        assertThat(nobody.get("/analytics/errors").status()).isEqualTo(401);
        assertThat(new Client(stack.analyticsUrl()).get("/analytics/errors").status())
                .isEqualTo(401);
        await().atMost(BOUND).until(() -> nobody.get("/ready").status() == 200);
        assertThat(nobody.get("/ready").data().toString())
                .isEqualTo(
                        "{\"kafka\":\"ready\",\"analytics_api\":\"ready\",\"clickhouse\":\"ready\",\"flink_job\":\"ready\"}");
    }

    @Test
    void the_java_sdk_does_all_it_can_with_its_projects_key() throws Exception {
        new JavaSdkCheck(stack.baseUrl(), "key-shop").run();
    }

    @Test
    void the_python_sdk_does_all_it_can_with_its_projects_key_as_installed_from_its_wheel() throws Exception {
        PythonWheel.install(Files.createDirectory(folder.resolve("python"))).test(stack.baseUrl(), "key-shop");
    }

    private static void create(Client client, String id, String input) {
        accepted(client.post(
                "/event/",
                "{\"id\":\"" + id + "\",\"conversation_id\":\"" + id + "\",\"event_name\":\"n" + id + "\",\"input\":\""
                        + input + "\"}"));
    }

    private static void awaitInput(Client client, String id, String input) {
        await().atMost(BOUND).until(() -> input(client.get("/event/" + id)).equals(input));
    }

    private static String input(Answer answer) {
        return answer.status() == 200 ? answer.data().path("input").asText() : "status " + answer.status();
    }

    private static String count(Client client, String id) {
        return client.get("/analytics/errors?event_name=n" + id)
                .data()
                .path(0)
                .path("total_count")
                .asText("none");
    }

    private static void accepted(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static String id(Answer answer) {
        accepted(answer);
        return answer.data().path("id").asText();
    }

    private static String line(String project) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(("key-" + project).getBytes(StandardCharsets.UTF_8));
        return project + " " + project + " read,write sha256:" + HexFormat.of().formatHex(hash);
    }
}
