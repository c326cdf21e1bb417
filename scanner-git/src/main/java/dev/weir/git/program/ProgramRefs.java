package dev.weir.git.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.lib.RefRename;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.jspecify.annotations.Nullable;

/** The references of a repository, read once with the git program. */
public final class ProgramRefs extends RefDatabase {
  private final GitCommands commands;
  private final ObjectFormat format;
  private @Nullable Map<String, Ref> all;

  ProgramRefs(GitCommands commands, ObjectFormat format) {
    this.commands = commands;
    this.format = format;
  }

  private synchronized Map<String, Ref> all() throws IOException {
    Map<String, Ref> known = all;
    if (known == null) {
      known = new LinkedHashMap<>();
      String listed = commands.text("for-each-ref", "--format=%(objectname) %(refname)");
      for (String line : listed.split("\n", -1)) {
        int space = line.indexOf(' ');
        if (space > 0) {
          String name = line.substring(space + 1);
          known.put(name, ref(name, line.substring(0, space)));
        }
      }
      Ref head = head(known);
      if (head != null) {
        known.put(Constants.HEAD, head);
      }
      all = known;
    }
    return known;
  }

  private Ref ref(String name, String id) throws IOException {
    return new ObjectIdRef.Unpeeled(Ref.Storage.LOOSE, name, format.id(id));
  }

  private @Nullable Ref head(Map<String, Ref> known) throws IOException {
    String branch = textOrEmpty("symbolic-ref", "-q", Constants.HEAD);
    if (!branch.isEmpty()) {
      Ref target = known.get(branch);
      Ref unborn = new ObjectIdRef.Unpeeled(Ref.Storage.NEW, branch, null);
      return new SymbolicRef(Constants.HEAD, target == null ? unborn : target);
    }
    String id = textOrEmpty("rev-parse", "-q", "--verify", Constants.HEAD);
    return id.isEmpty() ? null : ref(Constants.HEAD, id);
  }

  // These commands exit with 1 and print nothing if there is no result.
  private String textOrEmpty(String... arguments) throws IOException {
    try {
      return commands.text(arguments).strip();
    } catch (GitRefusedException e) {
      if (e.code() == 1) {
        return "";
      }
      throw e;
    }
  }

  /** Returns the ids of the HEADs of all work trees. */
  public List<ObjectId> headsOfWorkTrees() throws IOException {
    List<ObjectId> heads = new ArrayList<>();
    for (String line : commands.text("worktree", "list", "--porcelain").split("\n", -1)) {
      if (line.startsWith("HEAD ") && line.chars().skip(5).anyMatch(c -> c != '0')) {
        heads.add(format.id(line.substring(5).strip()));
      }
    }
    return heads;
  }

  @Override
  public @Nullable Ref exactRef(String name) throws IOException {
    Ref known = all().get(name);
    if (known != null || name.startsWith(Constants.R_REFS)) {
      return known;
    }
    // Pseudo references such as FETCH_HEAD or ORIG_HEAD are not listed, but can be resolved.
    boolean special = name.matches("[A-Z]+(_[A-Z]+)*");
    String id = special ? textOrEmpty("rev-parse", "-q", "--verify", name) : "";
    return id.isEmpty() ? null : ref(name, id);
  }

  @Override
  @SuppressWarnings("deprecation") // the abstract method that RefDatabase wants
  public Map<String, Ref> getRefs(String prefix) throws IOException {
    Map<String, Ref> found = new LinkedHashMap<>();
    all()
        .forEach(
            (name, ref) -> {
              if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), ref);
              }
            });
    return found;
  }

  @Override
  public List<Ref> getAdditionalRefs() {
    return List.of();
  }

  @Override
  public Ref peel(Ref ref) {
    return ref;
  }

  @Override
  public @Nullable ReflogReader getReflogReader(Ref ref) {
    return null;
  }

  @Override
  public boolean isNameConflicting(String name) {
    return false;
  }

  @Override
  public void create() {}

  @Override
  public void close() {}

  @Override
  public RefUpdate newUpdate(String name, boolean detach) {
    throw new UnsupportedOperationException("weir writes no references");
  }

  @Override
  public RefRename newRename(String from, String to) {
    throw new UnsupportedOperationException("weir writes no references");
  }
}
