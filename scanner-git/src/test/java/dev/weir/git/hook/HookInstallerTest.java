package dev.weir.git.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.git.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookInstallerTest {
  private static final List<HookStage> STAGES = List.of(HookStage.PRE_COMMIT, HookStage.PRE_PUSH);

  private static final HookProgram ON_THE_PATH = new HookProgram(null, null);

  @TempDir Path folder;
  private Path home;
  private TestRepository git;

  @BeforeEach
  void makeRepository() throws Exception {
    home = Files.createDirectory(folder.resolve("home"));
    git = TestRepository.init(Files.createDirectory(folder.resolve("r")));
  }

  private HookInstaller installer(String... more) {
    return installer(git.path("."), more);
  }

  private HookInstaller installer(Path place, String... more) {
    Map<String, String> variables = new HashMap<>(TestRepository.ON_THE_PATH);
    variables.put("HOME", home.toString());
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return new HookInstaller(place, variables);
  }

  private String userSetting() throws Exception {
    Path config = home.resolve(".gitconfig");
    return Files.exists(config) ? Files.readString(config) : "";
  }

  @Test
  void writesHooksIntoTheRepository() throws Exception {
    Path hooks = git.path(".git/hooks");
    assertThat(installer().install(STAGES, new HookProgram("/bin/weir", "/j/bin/java")))
        .containsExactly(
            "wrote " + hooks.resolve("pre-commit"), "wrote " + hooks.resolve("pre-push"));
    assertThat(hooks.resolve("pre-commit")).isExecutable();
    assertThat(Files.readString(hooks.resolve("pre-commit")))
        .contains("weir='/bin/weir'", "hook pre-commit -- \"$@\"");
    assertThat(installer().install(STAGES, new HookProgram("/bin/weir", "/j/bin/java")))
        .allMatch(line -> line.startsWith("nothing to do for "));
    assertThat(installer().install(STAGES, new HookProgram("/other/weir", null)))
        .allMatch(line -> line.startsWith("updated "));
    assertThat(userSetting()).isEmpty();
    assertThat(installer().uninstall())
        .containsExactly(
            "removed " + hooks.resolve("pre-commit"), "removed " + hooks.resolve("pre-push"));
    assertThat(hooks.resolve("pre-commit")).doesNotExist();
    assertThat(installer().uninstall()).isEmpty();
  }

  @Test
  void keepsAndRestoresTheHookThatWasThere() throws Exception {
    Path hook = git.path(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/bin/sh\necho before\n");
    assertThat(installer().install(STAGES, ON_THE_PATH)).first().asString().contains("runs first");
    assertThat(Files.readString(hook.resolveSibling("pre-commit.before-weir"))).contains("before");
    installer().uninstall();
    assertThat(Files.readString(hook)).isEqualTo("#!/bin/sh\necho before\n");
    assertThat(hook.resolveSibling("pre-commit.before-weir")).doesNotExist();
  }

  @Test
  void overwritesNoFilesOfOthers() throws Exception {
    Path hook = git.path(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "one");
    Files.writeString(hook.resolveSibling("pre-commit.before-weir"), "two");
    assertThatThrownBy(() -> installer().install(STAGES, ON_THE_PATH))
        .isInstanceOf(HookException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(Files.readString(hook)).isEqualTo("one");
  }

  @Test
  void usesTheFolderThatTheRepositoryConfigures() throws Exception {
    git.git("config core.hooksPath own/hooks");
    assertThat(installer().install(STAGES, ON_THE_PATH))
        .contains("wrote " + git.path("own/hooks/pre-commit"));
    assertThat(installer().hooksFolder()).isEqualTo(git.path("own/hooks"));
    // In a subfolder of the repository, the hooks folder is the same.
    Path below = Files.createDirectory(git.path("below"));
    assertThat(installer(below).hooksFolder()).isEqualTo(git.path("own/hooks"));
    assertThat(installer().uninstall()).hasSize(2);
  }

  @Test
  void aLinkedWorkTreeHasTheHooksOfItsRepository() throws Exception {
    git.commit("one");
    git.git("worktree add -q ../w");
    assertThat(installer(folder.resolve("w")).hooksFolder()).isEqualTo(git.path(".git/hooks"));
  }

  @Test
  void doesNotWriteIntoHuskysFolder() throws Exception {
    git.git("config core.hooksPath .husky/_");
    assertThatThrownBy(() -> installer().install(STAGES, ON_THE_PATH))
        .isInstanceOf(HookException.class)
        .hasMessageContaining(".husky/pre-commit");
  }

  @Test
  void failsOutsideARepository() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    assertThatThrownBy(
            () ->
                installer(outside, "GIT_CEILING_DIRECTORIES", folder.toString())
                    .install(STAGES, ON_THE_PATH))
        .isInstanceOf(HookException.class)
        .hasMessage("not a git repository: " + outside);
    assertThatThrownBy(() -> installer(outside, "PATH", "").install(STAGES, ON_THE_PATH))
        .isInstanceOf(HookException.class)
        .hasMessageContaining("there is no git on the PATH");
  }

  @Test
  void forAllRepositoriesAndBack() throws Exception {
    Path own = home.resolve(".config/weir/hooks");
    List<String> done = installer().installForAll(STAGES, ON_THE_PATH);
    assertThat(done)
        .containsExactly(
            "wrote " + own.resolve("pre-commit"),
            "wrote " + own.resolve("pre-push"),
            "set core.hooksPath = " + own + " in your global configuration");
    assertThat(userSetting()).contains("hooksPath = " + own);
    // These hooks run the repository's own hooks, which git does not run now.
    assertThat(own.resolve("post-merge")).isExecutable();
    // The repository's own hooks are where they were.
    assertThat(installer().hooksFolder()).isEqualTo(git.path(".git/hooks"));
    assertThat(installer().uninstallForAll())
        .contains("removed " + own.resolve("pre-commit"))
        .last()
        .isEqualTo("unset core.hooksPath in your global configuration");
    assertThat(userSetting()).doesNotContain("hooksPath");
    assertThat(own).doesNotExist();
  }

  @Test
  void doesNotOverwriteAGlobalFolderOfOthers() throws Exception {
    Path others = folder.resolve("others");
    Files.writeString(home.resolve(".gitconfig"), "[core]\n\thooksPath = " + others + "\n");
    assertThatThrownBy(() -> installer().install(STAGES, ON_THE_PATH))
        .isInstanceOf(HookException.class)
        .hasMessageContaining("git would not run hooks written here");
    assertThat(installer().installForAll(STAGES, ON_THE_PATH))
        .containsExactly(
            "wrote " + others.resolve("pre-commit"), "wrote " + others.resolve("pre-push"));
    installer().uninstallForAll();
    assertThat(userSetting()).contains("hooksPath = " + others);
  }

  @Test
  void xdgConfigHomeCounts() throws Exception {
    Path xdg = folder.resolve("xdg");
    assertThat(installer("XDG_CONFIG_HOME", xdg.toString()).installForAll(STAGES, ON_THE_PATH))
        .contains("wrote " + xdg.resolve("weir/hooks/pre-commit"));
    assertThatThrownBy(() -> installer("HOME", "").uninstallForAll())
        .isInstanceOf(HookException.class)
        .hasMessageContaining("HOME is not set");
  }

  @Test
  void keepsTheHookThatRunsFirstNextToOurs() throws Exception {
    Path hook = git.path(".git/hooks/pre-commit");
    assertThat(HookInstaller.beforeOurs(hook)).isEqualTo(hook);
    installer().install(STAGES, ON_THE_PATH);
    assertThat(HookInstaller.beforeOurs(hook))
        .isEqualTo(hook.resolveSibling("pre-commit.before-weir"));
  }
}
