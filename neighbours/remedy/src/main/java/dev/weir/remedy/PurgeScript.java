package dev.weir.remedy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.core.text.ShellWord;
import dev.weir.remedy.trace.Sighting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Makes the files that remove secrets from a history with git-filter-repo. */
final class PurgeScript {
  static final String REPLACEMENTS = "replacements.txt";
  static final String STRIP = "strip-blobs.txt";
  static final String SCRIPT = "purge.sh";

  /** The option of the script with which it overwrites the remote. */
  static final String PUSH = "--push";

  private final Incident incident;

  PurgeScript(Incident incident) {
    this.incident = incident;
  }

  /** Returns the files by their names. */
  Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        REPLACEMENTS,
        Expressions.write(
            incident.secrets().stream().map(LeakedSecret::value).toList(), incident.encoded()));
    StringBuilder ids = new StringBuilder();
    incident.binaries().forEach(id -> ids.append(id).append('\n'));
    files.put(STRIP, ids.toString().getBytes(UTF_8));
    callbacks().forEach((word, body) -> files.put(file(word), body.getBytes(UTF_8)));
    files.put(SCRIPT, script().getBytes(UTF_8));
    return files;
  }

  private static String file(String word) {
    return "rename-" + word + ".py";
  }

  /** Returns callbacks that replace secrets in names of files, references and people. */
  private Map<String, String> callbacks() {
    Map<String, String> bodies = new LinkedHashMap<>();
    add(Sighting.Kind.FILE_NAME, bodies, "filename");
    add(Sighting.Kind.REFERENCE_NAME, bodies, "refname");
    add(Sighting.Kind.COMMIT_HEADER, bodies, "name", "email");
    return bodies;
  }

  private void add(Sighting.Kind kind, Map<String, String> bodies, String... words) {
    TreeSet<String> texts = new TreeSet<>();
    for (Sighting sighting : incident.sightings(kind)) {
      for (int form : sighting.forms()) {
        texts.add(python(incident.needles().patternOf(form).getBytes(ISO_8859_1)));
      }
    }
    for (String word : texts.isEmpty() ? new String[0] : words) {
      StringBuilder body = new StringBuilder("import re\n");
      texts.forEach(
          text -> body.append(word + " = re.sub(" + text + ", b'REMOVED', " + word + ")\n"));
      bodies.put(word, body + "return " + word + "\n");
    }
  }

  private static String python(byte[] text) {
    StringBuilder out = new StringBuilder("b'");
    for (byte b : text) {
      out.append(String.format("\\x%02x", b & 255));
    }
    return out + "'";
  }

  /** Returns the address to clone from and push to. */
  String remote() {
    return incident.remote().address().isEmpty()
        ? incident.repository().toString()
        : incident.remote().address();
  }

  private String script() {
    StringBuilder more = new StringBuilder();
    if (!incident.binaries().isEmpty()) {
      more.append(" \\\n    --strip-blobs-with-ids \"$here/" + STRIP + "\"");
    }
    for (String word : callbacks().keySet()) {
      more.append(" \\\n    --" + word + "-callback \"$(cat \"$here/" + file(word) + "\")\"");
    }
    return """
        #!/bin/sh
        # Removes the secrets of an incident from the history of a repository. weir wrote this script
        # and has not run it: read it first. It needs git-filter-repo 2.47 or later:
        #   python3 -m pip install git-filter-repo
        #
        #   sh purge.sh          clones, rewrites and verifies; only changes purge.git
        #   sh purge.sh --push   verifies again and overwrites the remote with purge.git
        #
        # If a value could not be searched for, verifying fails. Once you have seen to that value yourself:
        #   sh purge.sh --push --allow-incomplete
        set -eu
        umask 077
        here=$(cd "$(dirname "$0")" && pwd)
        mirror=$here/purge.git
        remote=@REMOTE@
        weir=${WEIR:-weir}
        # Searches for the values of all findings, also for those that have no expression.
        verify() {
          "$weir" verify-purge --repo "$mirror" "$@" "$here/incident.json"
        }

        if [ "${1-}" = --push ]; then
          shift
          verify "$@"
          git -C "$mirror" push --force --mirror -- "$remote"
          exit
        fi

        if [ -e "$mirror" ]; then
          echo "$mirror already exists: remove it to start again" >&2
          exit 1
        fi
        if git filter-repo -h | grep -q -e --sensitive-data-removal; then
          sensitive=--sensitive-data-removal
        else
          echo "this git-filter-repo is older than 2.47: it will not list the first changed commits" >&2
          sensitive=--force
        fi
        git clone --mirror --no-local -- "$remote" "$mirror"
        (
          cd "$mirror"
          git filter-repo "$sensitive" \\
            --replace-text "$here/replacements.txt" \\
            --replace-message "$here/replacements.txt"@MORE@
          git reflog expire --expire=now --all
          git gc --quiet --prune=now
        )
        verify "$@"
        echo "$mirror is ready. Check it, notify everyone with a clone, then: sh $0 --push"
        """
        .replace("@REMOTE@", ShellWord.of(remote()))
        .replace("@MORE@", more);
  }
}
