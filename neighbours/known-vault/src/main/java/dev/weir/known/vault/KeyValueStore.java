package dev.weir.known.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer.Answer;
import dev.weir.known.KnownValueServer.Fetched;
import dev.weir.known.KnownValueServer.Kind;
import dev.weir.known.KnownValueServer.NotRead;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.github.jopenlibs.vault.json.ParseException;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from Vault's key-value store, versions 1 and 2; from version 2 with all versions
 * that the token may read.
 */
final class KeyValueStore {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  // A token that may not read the metadata can still ask for each version.
  private static final int MOST_VERSIONS = 20;

  private final Vault vault;
  private final List<Answer> answers = new ArrayList<>();
  private final List<NotRead> notRead = new ArrayList<>();

  KeyValueStore(Vault vault) {
    this.vault = vault;
  }

  /** A store: where it is mounted, and whether it is version 2, which keeps old versions. */
  private record Mount(String path, boolean keepsVersions) {}

  Fetched read(String path) throws VaultException {
    String clean = path.startsWith("/") ? path.substring(1) : path;
    Mount mount = mount(clean);
    if (clean.endsWith("/")) {
      folder(mount, clean);
    } else {
      String missing = secret(mount, clean);
      if (missing != null) {
        throw new KnownException("vault:" + path + ": " + missing);
      }
    }
    if (answers.isEmpty()) {
      String first =
          notRead.isEmpty() ? "" : "; " + notRead.get(0).source() + ": " + notRead.get(0).reason();
      throw new KnownException("vault:" + path + ": no such secret" + first);
    }
    return new Fetched(answers, List.of(), notRead);
  }

  /** Finds the store of a path in the same way as the program {@code vault}. */
  private Mount mount(String path) throws VaultException {
    LogicalResponse response = get("sys/internal/ui/mounts/" + path, "");
    if (status(response) == FORBIDDEN) {
      throw new KnownException(
          "vault:"
              + path
              + ": status 403: the token has no right on this path, or nothing is there");
    }
    JsonObject about = status(response) == OK ? response.getDataObject() : null;
    if (about == null) {
      throw new KnownException(
          "vault:" + path + ": nothing is mounted there (status " + status(response) + ")");
    }
    JsonValue options = about.get("options");
    boolean second =
        options != null
            && options.isObject()
            && "2".equals(options.asObject().getString("version", "1"));
    return new Mount(about.getString("path", ""), second);
  }

  private void folder(Mount mount, String path) throws VaultException {
    String listed = mount.keepsVersions() ? inside(mount, "metadata/", path) : path;
    LogicalResponse response = vault.logical().list(escaped(listed));
    if (status(response) == NOT_FOUND) {
      return;
    }
    if (status(response) != OK) {
      String reason = refused(response, "list", listed);
      if (answers.isEmpty() && notRead.isEmpty()) {
        throw new KnownException("vault:" + path + ": " + reason);
      }
      notRead.add(new NotRead("vault:" + path, reason));
      return;
    }
    // The program lists a folder and a secret of one name apart, the second without a slash.
    for (String name : new TreeSet<>(response.getListData())) {
      if (name.endsWith("/")) {
        folder(mount, path + name);
      } else {
        String missing = secret(mount, path + name);
        if (missing != null) {
          notRead.add(new NotRead("vault:" + path + name, missing));
        }
      }
    }
  }

  private static String inside(Mount mount, String what, String path) {
    String rest =
        path.length() < mount.path().length() ? "" : path.substring(mount.path().length());
    return mount.path() + what + rest;
  }

  /** Adds the values of a secret; returns the reason if it cannot be read. */
  private @Nullable String secret(Mount mount, String path) throws VaultException {
    if (!mount.keepsVersions()) {
      LogicalResponse response = get(path, "");
      if (status(response) != OK) {
        return refused(response, "read", path);
      }
      answers.add(new Answer("vault:" + path, Kind.TEXT, response.getDataObject().toString()));
      return null;
    }
    String inside = inside(mount, "data/", path);
    LogicalResponse response = get(inside, "");
    JsonObject newest = answer(response);
    if (newest == null) {
      return refused(response, "read", inside);
    }
    int version = add("vault:" + path, newest);
    for (int older : olderThan(version, inside(mount, "metadata/", path))) {
      JsonObject data = answer(get(inside, "?version=" + older));
      if (data != null) {
        add("vault:" + path + "@" + older, data);
      }
    }
    return null;
  }

  /** Returns the numbers of older versions, as the metadata says, or all that there may be. */
  private List<Integer> olderThan(int newest, String metadata) throws VaultException {
    List<Integer> numbers = new ArrayList<>();
    LogicalResponse response = get(metadata, "");
    JsonObject about = status(response) == OK ? response.getDataObject() : null;
    JsonValue versions = about == null ? null : about.get("versions");
    if (versions != null && versions.isObject()) {
      for (String number : versions.asObject().names()) {
        if (!number.equals(Integer.toString(newest))) {
          numbers.add(Integer.valueOf(number));
        }
      }
    } else {
      for (int i = newest - 1; i > Math.max(0, newest - MOST_VERSIONS); i--) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /** Adds the values of a version unless it was deleted, and returns its number. */
  private int add(String source, JsonObject answer) {
    JsonValue values = answer.get("data");
    if (values != null && values.isObject()) {
      answers.add(new Answer(source, Kind.TEXT, values.toString()));
    }
    JsonValue about = answer.get("metadata");
    return about == null || !about.isObject() ? 0 : about.asObject().getInt("version", 0);
  }

  /** Returns the data of an answer, also if it only says that the version was deleted. */
  private static @Nullable JsonObject answer(LogicalResponse response) {
    if (status(response) == OK) {
      return response.getDataObject();
    }
    if (status(response) != NOT_FOUND) {
      return null;
    }
    try {
      JsonValue body = Json.parse(new String(response.getRestResponse().getBody(), UTF_8));
      JsonValue data = body.isObject() ? body.asObject().get("data") : null;
      return data != null && data.isObject() && data.asObject().get("metadata") != null
          ? data.asObject()
          : null;
    } catch (ParseException e) {
      return null;
    }
  }

  private LogicalResponse get(String path, String query) throws VaultException {
    return vault.logical().read(escaped(path) + query);
  }

  private static int status(LogicalResponse response) {
    return response.getRestResponse().getStatus();
  }

  private static String refused(LogicalResponse response, String right, String path) {
    int status = status(response);
    if (status == NOT_FOUND) {
      return "no such secret";
    }
    return "the server returned status "
        + status
        + (status == FORBIDDEN
            ? ": the policy of the token needs the capability " + right + " on " + path
            : "");
  }

  /** Returns a path as part of a URL: a name may contain anything, also {@code ?} and {@code %}. */
  private static String escaped(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/-_.~".indexOf(c) >= 0;
      out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }
}
