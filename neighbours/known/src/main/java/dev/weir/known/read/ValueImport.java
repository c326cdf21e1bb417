package dev.weir.known.read;

import static dev.weir.known.read.ImportFormat.AWS_SECRETS_MANAGER;
import static dev.weir.known.read.ImportFormat.AWS_SSM;
import static dev.weir.known.read.ImportFormat.JSON;
import static dev.weir.known.read.ImportFormat.KUBERNETES;
import static dev.weir.known.read.ImportFormat.VAULT;
import static dev.weir.known.read.ImportFormat.YAML;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values from the output of the programs of secret stores. */
public final class ValueImport {
  private static final Pattern VAULT_TABLE =
      Pattern.compile("(?m)^(=+ [A-Z][a-z]+( [A-Z][a-z]+)? =+|Key +Value)\\s*$");
  private static final Pattern AWS_FOR_PEOPLE =
      Pattern.compile("PARAMETERS?\\t|arn:aws[a-z-]*:[^\\t\\n]+\\t|-{10,}\\n\\| +Get[A-Z]");
  private static final Set<String> CURRENT = Set.of("AWSCURRENT");

  private final String name;
  private final ValueCollector collector;

  private ValueImport(String name, boolean force) {
    this.name = name;
    this.collector = new ValueCollector(force);
  }

  /**
   * Reads a text.
   *
   * @param format the format of the text
   * @param name the name of the text if the text does not contain one: the path of a Vault secret,
   *     or a file; may be empty
   * @param force true to accept values that can be guessed
   * @throws KnownException if the text does not have the format, or its values are encrypted
   */
  public static ImportedValues read(String text, ImportFormat format, String name, boolean force) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (VAULT_TABLE.matcher(clean).find() && (format == ImportFormat.AUTO || format == VAULT)) {
      throw new KnownException(
          "this is the table that vault prints for people; print JSON instead:"
              + " vault kv get -format=json PATH");
    }
    ValueImport reader = new ValueImport(name, force);
    if (AWS_FOR_PEOPLE.matcher(clean).lookingAt()) {
      throw new KnownException(
          "this is what aws prints as text or as a table; print JSON instead: aws … --output json");
    }
    ImportFormat found = format == ImportFormat.AUTO ? LineFormats.detect(clean, name) : format;
    return reader.collector.result(
        switch (found) {
          case YAML -> reader.trees(YamlTree.require(clean), ImportFormat.AUTO, YAML);
          case DOTENV, INI, LINES, PROPERTIES -> {
            LineFormats.read(clean, found, reader.source(found.shown()), reader.collector);
            yield found;
          }
          case JSON, AUTO -> reader.trees(JsonTree.require(clean), found, JSON);
          // Their programs print both.
          default -> reader.trees(jsonOrYaml(clean), found, JSON);
        });
  }

  private static List<Object> jsonOrYaml(String text) {
    String head = text.stripLeading();
    return head.startsWith("{") || head.startsWith("[")
        ? JsonTree.require(text)
        : YamlTree.require(text);
  }

  /** Reads the values in the answers of a server; refuses those that can be guessed. */
  public static ImportedValues of(List<KnownValueServer.Answer> answers) {
    ValueCollector collector = new ValueCollector(false);
    for (KnownValueServer.Answer answer : answers) {
      switch (answer.kind()) {
        case TEXT -> collector.text(answer.source(), "", answer.text());
        case LIST -> collector.list(answer.source(), answer.text());
        case BINARY -> collector.binary(answer.source(), answer.text());
      }
    }
    return collector.result(ImportFormat.AUTO);
  }

  private String source(String scheme) {
    return name.isEmpty() ? scheme : scheme + ":" + name;
  }

  /**
   * Reads the documents of a text.
   *
   * @param wanted the format, or AUTO if each document decides
   * @param plain the format of a document of no special kind
   */
  private ImportFormat trees(List<Object> trees, ImportFormat wanted, ImportFormat plain) {
    ImportFormat format = plain;
    int other = 0;
    for (Object tree : trees) {
      ImportFormat one = tree(tree, wanted, plain, trees.size() > 1 ? "[" + other + "]" : "");
      other += one == plain ? 1 : 0;
      format = format == plain ? one : format;
    }
    return format;
  }

  private ImportFormat tree(Object tree, ImportFormat wanted, ImportFormat plain, String path) {
    if (tree instanceof List<?> elements
        && !elements.isEmpty()
        && elements.stream().allMatch(one -> kind(one) == KUBERNETES)) {
      elements.forEach(one -> kubernetes((Map<?, ?>) one));
      return KUBERNETES;
    }
    Map<?, ?> top = tree instanceof Map<?, ?> members ? members : Map.of();
    if (top.get("sops") instanceof Map<?, ?> && top.size() > 1) {
      throw new KnownException(
          "the file is still encrypted by sops; decrypt it first: sops -d FILE | weir known"
              + " import -");
    }
    ImportFormat kind = kind(top);
    ImportFormat format = wanted != ImportFormat.AUTO ? wanted : kind == JSON ? plain : kind;
    switch (format) {
      case VAULT -> vault(top);
      case AWS_SECRETS_MANAGER -> secretsManager(top);
      case AWS_SSM -> parameters(top);
      case KUBERNETES -> kubernetes(top);
      default -> collector.tree(source(plain.shown()), path, tree);
    }
    return format;
  }

  private static ImportFormat kind(@Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> top)) {
      return JSON;
    }
    if (top.containsKey("SecretString")
        || top.containsKey("SecretBinary")
        || top.containsKey("SecretValues")) {
      return AWS_SECRETS_MANAGER;
    }
    if (top.get("Parameters") instanceof List<?> || top.get("Parameter") instanceof Map<?, ?>) {
      return AWS_SSM;
    }
    if (top.containsKey("data") && top.containsKey("lease_duration")) {
      return VAULT;
    }
    boolean isOfKubernetes = top.containsKey("apiVersion") && top.get("kind") instanceof String;
    if (isOfKubernetes && top.get("items") instanceof List<?> items) {
      return items.stream().anyMatch(item -> kind(item) == KUBERNETES) ? KUBERNETES : JSON;
    }
    return isOfKubernetes && "Secret".equals(top.get("kind")) ? KUBERNETES : JSON;
  }

  /** Reads a Vault secret. Version 2 nests the values one level deeper, next to their metadata. */
  private void vault(Map<?, ?> top) {
    if (!(top.get("data") instanceof Map<?, ?> data)) {
      throw new KnownException(
          "there is no \"data\" in the answer of Vault; was the secret deleted?");
    }
    Object values = data;
    if (data.get("metadata") instanceof Map<?, ?> && data.containsKey("data")) {
      values = data.get("data");
    }
    collector.tree(source("vault"), "", values);
  }

  private void secretsManager(Map<?, ?> top) {
    if (top.get("SecretValues") instanceof List<?> many) {
      many.forEach(one -> secretValue(one instanceof Map<?, ?> secret ? secret : Map.of()));
    } else {
      secretValue(top);
    }
    if (top.get("Errors") instanceof List<?> errors) {
      for (Object error : errors) {
        Object id = error instanceof Map<?, ?> one ? one.get("SecretId") : null;
        collector.refuse("aws-secretsmanager:" + id, "the server did not return it");
      }
    }
  }

  private void secretValue(Map<?, ?> secret) {
    String id = secret.get("Name") instanceof String given ? given : name;
    String source = "aws-secretsmanager:" + id + stage(secret.get("VersionStages"));
    if (secret.get("SecretString") instanceof String text) {
      collector.text(source, "", text);
    } else if (secret.get("SecretBinary") instanceof String bytes) {
      collector.binary(source, bytes);
    } else {
      throw new KnownException(
          "there is neither SecretString nor SecretBinary in the answer of Secrets Manager");
    }
  }

  private static String stage(@Nullable Object stages) {
    if (!(stages instanceof List<?> all)
        || all.isEmpty()
        || all.stream().anyMatch(CURRENT::contains)) {
      return "";
    }
    return "@" + all.get(0);
  }

  private void parameters(Map<?, ?> top) {
    if (top.get("Parameter") instanceof Map<?, ?> one) {
      parameter(one, false);
    } else if (top.get("Parameters") instanceof List<?> many) {
      for (Object one : many) {
        Map<?, ?> parameter = one instanceof Map<?, ?> members ? members : Map.of();
        parameter(parameter, parameter.containsKey("LastModifiedUser"));
      }
    } else {
      throw new KnownException("there is neither Parameter nor Parameters in the answer of SSM");
    }
    if (top.get("InvalidParameters") instanceof List<?> missing) {
      missing.forEach(name -> collector.refuse("aws-ssm:" + name, "the server did not return it"));
    }
  }

  private void parameter(Map<?, ?> parameter, boolean ofHistory) {
    Object version = ofHistory ? parameter.get("Version") : null;
    String source = "aws-ssm:" + parameter.get("Name") + (version == null ? "" : "@" + version);
    if (!(parameter.get("Value") instanceof String value)) {
      throw new KnownException(source + " has no Value");
    }
    Parameters.take(source, String.valueOf(parameter.get("Type")), value, collector);
  }

  private void kubernetes(Map<?, ?> top) {
    if (top.get("items") instanceof List<?> items) {
      for (Object item : items) {
        if (kind(item) == KUBERNETES && item instanceof Map<?, ?> secret) {
          kubernetes(secret);
        } else {
          collector.tree(source("k8s-secret"), "", item);
        }
      }
      return;
    }
    Object named = top.get("metadata") instanceof Map<?, ?> about ? about.get("name") : null;
    String source = "k8s-secret:" + (named == null ? name : named);
    if (top.get("data") instanceof Map<?, ?> data) {
      data.forEach((key, value) -> collector.binary(source + "#" + key, String.valueOf(value)));
    }
    if (top.get("stringData") instanceof Map<?, ?> data) {
      collector.tree(source, "", data);
    }
  }
}
