package dev.weir.known.vault;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer.Answer;
import dev.weir.known.KnownValueServer.Kind;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets from Vault's key-value store, versions 1 and 2; from version 2 with all versions.
 */
final class KeyValueStore {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final Vault vault;
  private final List<Answer> answers = new ArrayList<>();

  KeyValueStore(Vault vault) {
    this.vault = vault;
  }

  /** A store: where it is mounted, and whether it is version 2, which keeps old versions. */
  private record Mount(String path, boolean keepsVersions) {}

  List<Answer> read(String path) throws VaultException {
    String clean = path.startsWith("/") ? path.substring(1) : path;
    Mount mount = mount(clean);
    if (clean.endsWith("/")) {
      folder(mount, clean);
    } else {
      secret(mount, clean);
    }
    if (answers.isEmpty()) {
      throw new KnownException("--known-from vault:" + path + ": no such secret");
    }
    return answers;
  }

  /** Finds the store of a path in the same way as the program {@code vault}. */
  private Mount mount(String path) throws VaultException {
    JsonObject about = data(vault.logical().read("sys/internal/ui/mounts/" + path), path);
    if (about == null) {
      throw new KnownException("--known-from vault:" + path + ": nothing is mounted there");
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
    LogicalResponse response = vault.logical().list(listed);
    if (response.getRestResponse().getStatus() == NOT_FOUND) {
      return;
    }
    refuse(response, path);
    for (String name : response.getListData()) {
      if (name.endsWith("/")) {
        folder(mount, path + name);
      } else {
        secret(mount, path + name);
      }
    }
  }

  private static String inside(Mount mount, String what, String path) {
    String rest =
        path.length() < mount.path().length() ? "" : path.substring(mount.path().length());
    return mount.path() + what + rest;
  }

  private void secret(Mount mount, String path) throws VaultException {
    if (!mount.keepsVersions()) {
      JsonObject data = data(vault.logical().read(path), path);
      if (data != null) {
        answers.add(new Answer("vault:" + path, Kind.TEXT, data.toString()));
      }
      return;
    }
    JsonObject newest = data(vault.logical().read(inside(mount, "data/", path)), path);
    int version = newest == null ? 0 : add("vault:" + path, newest);
    JsonObject about = data(vault.logical().read(inside(mount, "metadata/", path)), path);
    JsonValue versions = about == null ? null : about.get("versions");
    if (versions == null || !versions.isObject()) {
      return;
    }
    for (String number : versions.asObject().names()) {
      if (!number.equals(Integer.toString(version))) {
        String older = inside(mount, "data/", path) + "?version=" + number;
        JsonObject data = data(vault.logical().read(older), path);
        if (data != null) {
          add("vault:" + path + "@" + number, data);
        }
      }
    }
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

  private static @Nullable JsonObject data(LogicalResponse response, String path) {
    if (response.getRestResponse().getStatus() == NOT_FOUND) {
      return null;
    }
    refuse(response, path);
    return response.getDataObject();
  }

  private static void refuse(LogicalResponse response, String path) {
    int status = response.getRestResponse().getStatus();
    if (status != OK) {
      throw new KnownException(
          "--known-from vault:"
              + path
              + ": the server returned status "
              + status
              + (status == 403 ? ": the token may not read it" : ""));
    }
  }
}
