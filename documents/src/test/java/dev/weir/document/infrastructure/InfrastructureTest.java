package dev.weir.document.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.FileReading;
import dev.weir.core.source.Fragment;
import dev.weir.core.source.Part;
import dev.weir.core.source.Skip;
import dev.weir.core.source.Source;
import dev.weir.core.source.StreamSource;
import dev.weir.core.source.Unread;
import dev.weir.testing.Draw;
import dev.weir.testing.Property;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class InfrastructureTest {
  private static final FileReading READING =
      FileReading.withoutArchives(true)
          .withDocuments(List.<DocumentReader>of(new TerraformReader(), new KubernetesReader()));

  private static final String STATE =
      """
      {"version": 4, "terraform_version": "1.9.5", "serial": 3,
       "outputs": {"url": {"value": "sensitive-one", "sensitive": true},
                   "name": {"value": "public", "type": "string"}},
       "resources": [
         {"module": "module.a", "mode": "managed", "type": "made_up", "name": "b",
          "instances": [
            {"index_key": 0,
             "attributes": {"plain": "public", "deep": [{"key": "sensitive-two"}],
                            "flag": true, "map": {"x": "sensitive-three"}},
             "sensitive_attributes": [
               [{"type": "get_attr", "value": "deep"},
                {"type": "index", "value": {"value": 0, "type": "number"}},
                {"type": "get_attr", "value": "key"}],
               [{"type": "get_attr", "value": "map"}],
               [{"type": "get_attr", "value": "flag"}]]}]},
         {"mode": "data", "type": "random_password", "name": "db",
          "instances": [{"index_key": "k", "attributes": {"result": "by its type"}}]}]}
      """;

  private static final String PLAN =
      """
      {"format_version": "1.2", "terraform_version": "1.9.5",
       "planned_values": {
         "outputs": {"o": {"sensitive": true, "value": "output value"}},
         "root_module": {"child_modules": [{"resources": [
           {"address": "module.m.made_up.a", "type": "made_up",
            "values": {"list": ["public", "second"], "other": "public"},
            "sensitive_values": {"list": [false, true]}}]}]}},
       "resource_changes": [
         {"address": "made_up.c", "type": "made_up",
          "change": {"before": {"a": "old value"}, "before_sensitive": {"a": true},
                     "after": {"a": "new value", "b": "public"}, "after_sensitive": {"a": true}}}],
       "prior_state": {"values": {"root_module": {"resources": [
           {"address": "made_up.d", "type": "made_up", "values": {"p": "whole"},
            "sensitive_values": true}]}}}}
      """;

  private static final String SECRETS =
      """
      # two documents
      apiVersion: v1
      kind: Secret
      metadata: {name: db, namespace: prod}
      data:
        password: c2VjcmV0LW9uZQ==
        second: c2VjcmV0LXR3bw==
      stringData: {token: plain-text}
      ---
      apiVersion: v1
      kind: List
      items:
      - kind: Secret
        metadata: {name: inner}
        data: {key: c2VjcmV0LXRocmVl}
      - {kind: ConfigMap, data: {key: public}}
      """;

  /** The texts that a scan of one file pushes, and the reasons that it names. */
  private static final class Pushed implements Source.Sink {
    private final List<String> texts = new ArrayList<>();
    private final List<String> named = new ArrayList<>();

    static Pushed of(String name, byte[] content) {
      Pushed pushed = new Pushed();
      try {
        new StreamSource(new ByteArrayInputStream(content), name, READING).forEachFragment(pushed);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return pushed;
    }

    /** Returns the texts of a document, without the file itself. */
    static List<String> texts(String name, String content) {
      Pushed pushed = of(name, content.getBytes(UTF_8));
      assertThat(pushed.named).isEmpty();
      return pushed.texts.subList(1, pushed.texts.size());
    }

    @Override
    public void fragment(Fragment fragment) {
      texts.add(fragment.path() + ": " + fragment.content().text());
    }

    @Override
    public void binary(Supplier<Fragment> whole) {
      fragment(whole.get());
    }

    @Override
    public void unread(Unread unread) {
      named.add(unread.reason());
    }

    @Override
    public void skipped(Skip skip) {
      named.add(skip.detail());
    }

    @Override
    public void read(Source.Unit unit) {
      // Nothing is counted.
    }

    @Override
    public void part(Part part) throws InterruptedException {
      part.source().forEachFragment(this);
    }
  }

  @Test
  void sensitiveValuesOfStatesAreAddedWithTheirAddresses() {
    String mark = "terraform marks as sensitive: ";
    assertThat(Pushed.texts("terraform.tfstate", STATE))
        .containsExactly(
            "terraform.tfstate!output url: " + mark + "url = sensitive-one\n",
            "terraform.tfstate!module.a.made_up.b[0]: "
                + mark
                + "deep.0.key = sensitive-two\n"
                + mark
                + "map.x = sensitive-three\n",
            "terraform.tfstate!data.random_password.db[\"k\"]: " + mark + "result = by its type\n");
  }

  @Test
  void sensitiveValuesOfPlansAreAddedWithTheirAddresses() {
    String mark = "terraform marks as sensitive: ";
    assertThat(Pushed.texts("plan.json", PLAN))
        .containsExactly(
            "plan.json!output o: " + mark + "o = output value\n",
            "plan.json!module.m.made_up.a: " + mark + "list.1 = second\n",
            "plan.json!made_up.c: " + mark + "a = old value\n" + mark + "a = new value\n",
            "plan.json!made_up.d: " + mark + "p = whole\n");
    assertThat(Pushed.texts("", PLAN)).hasSize(4);
  }

  @Test
  void eachKeyOfASecretIsAManifest() {
    assertThat(Pushed.texts("all.yaml", SECRETS))
        .containsExactly(
            "all.yaml!Secret prod/db password: kind: Secret\ndata:\n  password: c2VjcmV0LW9uZQ==\n",
            "all.yaml!Secret prod/db second: kind: Secret\ndata:\n  second: c2VjcmV0LXR3bw==\n",
            "all.yaml!Secret prod/db token: kind: Secret\nstringData:\n  token: plain-text\n",
            "all.yaml!Secret prod/db token: secret_token = \"plain-text\"\n",
            "all.yaml!Secret inner key: kind: Secret\ndata:\n  key: c2VjcmV0LXRocmVl\n");
    String json =
        "{\"apiVersion\": \"v1\", \"items\": [{\"kind\": \"Secret\", \"metadata\": {\"name\": \"j\"},"
            + " \"data\": {\"key\": \"c2VjcmV0\"}}]}";
    assertThat(Pushed.texts("list.json", json))
        .containsExactly("list.json!Secret j key: kind: Secret\ndata:\n  key: c2VjcmV0\n");
  }

  @Test
  void otherFilesAreLeftAlone() {
    assertThat(Pushed.texts("a.txt", STATE)).isEmpty();
    assertThat(Pushed.texts("a.txt", SECRETS)).isEmpty();
    assertThat(Pushed.texts("config.yaml", "apiVersion: v1\nkind: ConfigMap\n")).isEmpty();
    String template = "apiVersion: v1\nkind: Secret\ndata:\n  a: {{ .Values.a | b64enc }}\n";
    assertThat(Pushed.texts("templates/secret.yaml", template)).isEmpty();
  }

  @Test
  void whatIsDamagedIsNamedWithoutItsText() {
    String broken = "apiVersion: v1\nkind: Secret\ndata: [c2VjcmV0\n";
    Pushed pushed = Pushed.of("broken.yaml", broken.getBytes(UTF_8));
    assertThat(pushed.named)
        .containsExactly(
            "its bytes were searched, but not as a manifest of Kubernetes: it is damaged: it is no"
                + " valid YAML");
    Pushed cut = Pushed.of("x.tfstate", STATE.substring(0, 400).getBytes(UTF_8));
    assertThat(cut.named).singleElement().asString().contains("it is no valid JSON in line");
  }

  @Test
  void aliasesThatGrowAreBounded() {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: Secret\na0: &a0 [x, x]\n");
    for (int i = 1; i <= 40; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + before + ", " + before + "]\n");
    }
    assertThat(Pushed.of("bomb.yaml", bomb.toString().getBytes(UTF_8)).named).hasSize(1);
  }

  @Property(tries = 300)
  void anyChangeEndsInTextsOrAReason(Draw draw) {
    byte[] content = draw.of(STATE, PLAN, SECRETS).getBytes(UTF_8);
    String name = draw.of("a.tfstate", "a.json", "a.yaml", "");
    if (draw.oneIn(2)) {
      content = Arrays.copyOf(content, draw.number(0, content.length));
    } else {
      content[draw.number(0, content.length - 1)] = (byte) draw.number(0, 255);
    }
    assertThat(Pushed.of(name, content).named)
        .allMatch(reason -> reason.startsWith("its bytes were searched"))
        .noneMatch(reason -> reason.contains("Exception"));
  }
}
