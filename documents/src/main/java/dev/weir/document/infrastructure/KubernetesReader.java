package dev.weir.document.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.file.FileHead;
import dev.weir.core.json.JsonValue;
import dev.weir.core.source.DocumentException;
import dev.weir.core.source.DocumentFile;
import dev.weir.core.source.DocumentReader;
import dev.weir.core.source.DocumentText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the Secrets in manifests of Kubernetes: each key of each Secret by itself, also in lists
 * and wherever else in the file. The text of a key is a small manifest, which the rules for Secrets
 * read.
 */
public final class KubernetesReader implements DocumentReader {
  private static final int MOST_BYTES = 20_000_000;
  private static final int DEEPEST = 50;

  @Override
  public @Nullable String kind(FileHead head, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isNamed = lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json");
    return (isNamed || name.isEmpty()) && Heads.has(head, HEAD, "apiVersion")
        ? "a manifest of Kubernetes"
        : null;
  }

  @Override
  public void read(DocumentFile file, DocumentText text) throws IOException, InterruptedException {
    String all = new String(file.bytes(MOST_BYTES), UTF_8);
    if (!all.contains("Secret")) {
      return;
    }
    if (all.stripLeading().startsWith("{")) {
      new Secrets(text).search(json(all), 0);
      return;
    }
    Secrets secrets = new Secrets(text);
    for (String part : parts(all)) {
      if (part.contains("Secret")) {
        secrets.search(yaml(part), 0);
      }
    }
  }

  /** Returns the documents of a stream: one that cannot be read does not hide the others. */
  private static List<String> parts(String all) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = all.indexOf("\n---"); at >= 0; at = all.indexOf("\n---", at + 1)) {
      parts.add(all.substring(from, at + 1));
      from = at + 1;
    }
    parts.add(all.substring(from));
    return parts;
  }

  private static JsonValue json(String all) throws DocumentException {
    try {
      return JsonValue.of(all.getBytes(UTF_8));
    } catch (IOException e) {
      throw DocumentException.damaged("it is no valid JSON");
    }
  }

  private static JsonValue yaml(String part) throws DocumentException {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MOST_BYTES)
            .setMaxAliasesForCollections(20)
            .build();
    try {
      return JsonValue.ofParsed(new Load(settings).loadFromString(part));
    } catch (YamlEngineException | ClassCastException e) {
      // A template becomes a manifest only when its values are put in.
      if (part.contains("{{")) {
        return JsonValue.NONE;
      }
      // The message of the exception would quote the manifest.
      throw DocumentException.damaged("it is no valid YAML");
    }
  }

  /** Finds Secrets in a document. */
  private static final class Secrets {
    private final DocumentText text;

    Secrets(DocumentText text) {
      this.text = text;
    }

    void search(JsonValue value, int depth) throws DocumentException, InterruptedException {
      text.count(1);
      if (depth > DEEPEST) {
        throw DocumentException.limit("it is nested too deeply");
      }
      if (value.get("kind").text().equals("Secret")) {
        secret(value);
      }
      for (JsonValue member : value.members().values()) {
        if (!member.isText()) {
          search(member, depth + 1);
        }
      }
      for (JsonValue element : value.elements()) {
        if (!element.isText()) {
          search(element, depth + 1);
        }
      }
    }

    private void secret(JsonValue secret) throws DocumentException, InterruptedException {
      String space = secret.get("metadata").get("namespace").text();
      String name = secret.get("metadata").get("name").text();
      String place = "Secret " + (space.isEmpty() ? "" : space + "/") + name + " ";
      for (var key : secret.get("data").members().entrySet()) {
        add(place + key.getKey(), "data", key.getKey(), key.getValue().text());
      }
      for (var key : secret.get("stringData").members().entrySet()) {
        String value = key.getValue().text();
        add(place + key.getKey(), "stringData", key.getKey(), value);
        if (!value.contains("\n") && !value.contains("\"")) {
          text.add(place + key.getKey(), "secret_" + key.getKey() + " = \"" + value + "\"\n");
        }
      }
    }

    private void add(String place, String member, String key, String value)
        throws DocumentException, InterruptedException {
      if (!value.isEmpty()) {
        String lines = value.strip().replaceAll("\\R", "\n    ");
        String shown = lines.contains("\n") ? "|\n    " + lines : lines;
        text.add(place, "kind: Secret\n" + member + ":\n  " + key + ": " + shown + "\n");
      }
    }
  }
}
