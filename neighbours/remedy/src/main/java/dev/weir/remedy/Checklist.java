package dev.weir.remedy;

import dev.weir.core.source.CommitInfo;
import dev.weir.core.text.ShellWord;
import dev.weir.remedy.trace.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The checklist of an incident, in the order of the steps. */
final class Checklist {
  private final Incident incident;

  Checklist(Incident incident) {
    this.incident = incident;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Rotate: revoke each secret, and put a new one where it was used");
    lines.add("Contain: end sessions and other credentials that were made with it");
    lines.add("Audit: find out what was done with it since it was first committed; keep the logs");
    lines.add(
        incident.isLocal()
            ? "Purge: remove it from the commits before they are pushed"
            : "Purge: remove it from the history and from what the server keeps");
    lines.add("Verify: run weir verify-purge, here and in a fresh clone; nothing may be left");
    lines.add(
        "Notify: everyone who must know (owner, customers, authorities), and everyone with a clone:"
            + " they clone again and do not merge or push old branches");
    lines.add(
        "Prevent: install hooks (weir install), scan in CI, keep the value in a vault or in sops");
    return lines;
  }

  /** Returns the commands that remove the secrets from the history, with comments. */
  List<String> purge() {
    if (!incident.isInHistory()) {
      return List.of();
    }
    String folder = ShellWord.ofFile(incident.folder().toString());
    if (!incident.isLocal()) {
      return List.of(
          "sh " + folder + "/" + PurgeScript.SCRIPT,
          "sh " + folder + "/" + PurgeScript.SCRIPT + " " + PurgeScript.PUSH);
    }
    List<String> commands = new ArrayList<>();
    boolean staged =
        incident.secrets().stream().anyMatch(secret -> secret.inIndex() && !secret.inNewest());
    if (staged) {
      commands.add("# remove it from the file, then stage the file again");
      files().forEach(file -> commands.add("git add -- " + ShellWord.of(file)));
    }
    commits(commands);
    if (stashed()) {
      commands.add("# a stash contains it: see git stash list and git stash show -p, then");
      commands.add("git stash drop");
    }
    commands.add("git reflog expire --expire=now --expire-unreachable=now --all");
    commands.add("git gc --prune=now");
    commands.add("weir verify-purge " + folder + "/" + IncidentFiles.JSON);
    return commands;
  }

  private Set<String> files() {
    TreeSet<String> files = new TreeSet<>();
    incident.secrets().forEach(secret -> files.addAll(secret.files()));
    return files;
  }

  private boolean stashed() {
    return incident.secrets().stream().anyMatch(secret -> secret.refs().contains("refs/stash"));
  }

  private void commits(List<String> commands) {
    Sighting.Seen seen = incident.first();
    boolean onBranch =
        incident.secrets().stream()
            .flatMap(secret -> secret.refs().stream())
            .anyMatch(ref -> ref.startsWith("refs/heads/") || ref.equals("HEAD"));
    if (seen == null || !onBranch) {
      return;
    }
    CommitInfo first = seen.commit();
    boolean inMessage = !incident.sightings(Sighting.Kind.COMMIT_MESSAGE).isEmpty();
    commands.add(
        "# remove it from the file" + (inMessage ? ", and in the editor from the message" : ""));
    if (first.sha().equals(incident.provenance().revision())) {
      commands.add("git commit --amend --all");
      return;
    }
    commands.add(
        "# mark the commits that contain it as edit, starting with "
            + first.sha()
            + ", and amend them");
    commands.add("git rebase --interactive --rebase-merges " + onto(first));
    commands.add(
        "# many commits? sh "
            + ShellWord.ofFile(incident.folder().toString())
            + "/"
            + PurgeScript.SCRIPT
            + " makes a clean clone");
  }

  private String onto(CommitInfo first) {
    return incident.rootCommits().contains(first.sha()) ? "--root" : first.sha() + "^";
  }
}
