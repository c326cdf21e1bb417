package dev.weir.known.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.Content;
import dev.weir.known.KnownValue;
import dev.weir.known.ValueForms;
import dev.weir.known.ValueStrength;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects values from trees and texts, and skips values that are not secret or too weak. */
final class ValueCollector {
  private static final int MOST_BYTES = 1 << 16;
  // Names of values that are stored next to a database password and are not secret.
  private static final Set<String> NO_SECRETS =
      Set.of(
          "username",
          "user",
          "login",
          "host",
          "hostname",
          "port",
          "engine",
          "dbname",
          "database",
          "region",
          "arn",
          "masterarn",
          "dbinstanceidentifier",
          "dbclusteridentifier",
          "email");
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/@:\\s]*:([^@\\s]+)@\\S*", Pattern.DOTALL);

  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----");

  private final boolean force;
  private final Map<String, KnownValue> values = new LinkedHashMap<>();
  private final List<ImportedValues.Refusal> refused = new ArrayList<>();
  private final List<String> passedOver = new ArrayList<>();

  /**
   * @param force true to accept weak values too
   */
  ValueCollector(boolean force) {
    this.force = force;
  }

  ImportedValues result(ImportFormat format) {
    return new ImportedValues(format, List.copyOf(values.values()), refused, passedOver);
  }

  /** Adds every string of a tree, with a name such as {@code SOURCE#first.second[0]}. */
  void tree(String source, String path, Object tree) {
    if (tree instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> tree(source, path.isEmpty() ? "" + name : path + "." + name, member));
    } else if (tree instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        tree(source, path + "[" + i + "]", elements.get(i));
      }
    } else {
      text(source, path, String.valueOf(tree));
    }
  }

  /** Adds a text, or the values in it if it is JSON. */
  void text(String source, String path, String text) {
    String head = text.stripLeading();
    boolean mayBeJson = head.startsWith("{") || head.startsWith("[");
    Object nested = mayBeJson ? JsonTree.parse(text) : null;
    if (nested != null) {
      tree(source, path, nested);
      return;
    }
    String name = path.isEmpty() ? source : source + "#" + path;
    if (NO_SECRETS.contains(lastName(path))) {
      passedOver.add(name);
      return;
    }
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      value(name + "(password)", percentDecoded(address.group(1)));
    }
    value(name, text);
  }

  /** Adds values separated by commas. */
  void list(String source, String text) {
    String[] elements = text.split(",", -1);
    for (int i = 0; i < elements.length; i++) {
      text(source, "[" + i + "]", elements[i]);
    }
  }

  private static String lastName(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return last.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private static String percentDecoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Adds bytes that are given in base64. */
  void binary(String name, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      refuse(name, "it is not valid base64");
      return;
    }
    String text = new String(bytes, UTF_8);
    if (Arrays.equals(text.getBytes(UTF_8), bytes)) {
      text(name, "", text);
    } else if (bytes.length < 2 * ValueStrength.LEAST_LENGTH && !force) {
      refuse(name, "it has fewer than " + 2 * ValueStrength.LEAST_LENGTH + " bytes");
    } else {
      add(name, Content.ofOwned(bytes));
    }
  }

  void refuse(String name, String reason) {
    refused.add(new ImportedValues.Refusal(name, reason, false));
  }

  private void value(String name, String text) {
    if (text.length() > MOST_BYTES) {
      refuse(name, "it is longer than " + MOST_BYTES + " bytes");
      return;
    }
    String value = text.replaceAll("[\r\n]+\\z", "");
    if (value.isBlank() || PUBLIC.matcher(value).lookingAt()) {
      passedOver.add(name);
    } else if (value.getBytes(UTF_8).length < ValueForms.LEAST_BYTES) {
      refuse(name, "it is shorter than " + ValueForms.LEAST_BYTES + " bytes");
    } else if (!force && ValueStrength.bits(value) < ValueStrength.LEAST_BITS) {
      String reason =
          "it can be guessed (less than "
              + ValueStrength.LEAST_BITS
              + " bits), so files contain it by chance and its hash reveals it";
      refused.add(new ImportedValues.Refusal(name, reason, true));
    } else {
      add(name, Content.of(value));
    }
  }

  private void add(String name, Content value) {
    if (value.length() > MOST_BYTES) {
      refuse(name, "it is longer than " + MOST_BYTES + " bytes");
    } else {
      values.put(name + "\0" + value.text(), new KnownValue(name, value));
    }
  }
}
