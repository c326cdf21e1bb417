package dev.weir.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  @TempDir Path folder;

  private final List<Problem> notices = new ArrayList<>();

  private ConfigFile file(String toml) {
    return ConfigReader.read(toml.replace(" ; ", "\n"), "c.toml", notices);
  }

  private RuleSet load(String toml) {
    return load(file(toml));
  }

  private RuleSet load(ConfigFile file) {
    return new ConfigLoader(folder, () -> file("[[rules]] ; id='d' ; regex='d'"), notices)
        .load(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "[[rules]] ; description='dd' ; regex='key' # rule |id| is missing or empty, description: dd, regex: key",
        "[[rules]] ; id='a' # a: both |regex| and |path| are empty, this rule will have no effect",
        "[[rules]] ; id='a' ; regex='(x)' ; secretGroup=3 # a: invalid regex secret group 3, max regex secret group 1",
        "[[rules]] ; id='a' ; regex='x' ; [[rules.allowlists]] ; description='d' # a: [[rules.allowlists]] must contain at least one check for: commits, paths, regexes, or stopwords",
        "[[rules]] ; id='a' ; regex='x' ; [[rules.allowlists]] ; condition='XOR' ; paths=['p'] # a: [[rules.allowlists]] unknown allowlist |condition| 'XOR' (expected 'and', 'or')",
        "[[rules]] ; id='a' ; regex='x' ; [[rules.allowlists]] ; regexTarget='Match' ; paths=['p'] # a: [[rules.allowlists]] unknown allowlist |regexTarget| 'Match' (expected 'match', 'line')",
        "[[rules]] ; id='a' ; regex='x' ; [[rules.required]] ; id='zz' # a: [[rules.required]] rule ID 'zz' does not exist",
        "[[rules]] ; id='a' ; regex='x' ; [[rules.required]] ; withinLines=1 # a: [[rules.required]] rule ID is empty",
        "[[allowlists]] ; targetRules=['zz'] ; paths=['p'] ; [[rules]] ; id='a' ; regex='x' # [[allowlists]] target rule ID 'zz' does not exist",
        "[allowlist] ; paths=['p'] ; [[allowlists]] ; paths=['p'] ; [[rules]] ; id='a' ; regex='x' # [allowlist] is deprecated, it cannot be used alongside [[allowlists]]",
        "minVersion='foo' ; [[rules]] ; id='a' ; regex='x' # invalid minVersion 'foo': Malformed version: foo",
        "[extend] ; path='a' ; useDefault=true ; [[rules]] ; id='a' ; regex='x' # unable to load config due to extend.path and extend.useDefault being set",
        "[extend] ; path='nope.toml' ; [[rules]] ; id='a' ; regex='x' # failed to load extended config, err: open nope.toml: no such file or directory",
        "[[rules]] ; id='a' ; regex='(foo' # missing closing )",
        "[[rules]] ; id='a' ; entropy='abc' ; regex='x' # expected a number, got string",
        "[extend] ; useDefualt = true # the configuration has no rules",
        "[[rules # While parsing config: toml"
      })
  void reportsEachProblem(String toml, String message) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> load(toml));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).contains(message).startsWith("c.toml");
  }

  @Test
  void allProblemsAreReportedTogether() {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                load(
                    "[[rules]] ; id='a' ; regex='(x' ; [[rules]] ; id='b' ; [[rules]] ; regex='y'"));
    assertThat(e.problems()).extracting(Problem::line).containsExactly(3, 4, 6);
  }

  @Test
  void patternsOfAllowlistsAreCheckedBesideThoseOfRules() {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                load(
                    "[[rules]] ; id='a' ; regex='(x' ; [allowlist] ; regexes=['(a', 'b', 'c)']"
                        + " ; paths=['*']"));
    assertThat(e.problems()).extracting(Problem::line).containsExactly(3, 4, 4, 4);
  }

  @Test
  void anUnknownKeyIsNamedAsItIsWritten() {
    load("[[rules]] ; id='a' ; regex='x' ; ownerTeam='y'");
    assertThat(notices).extracting(Problem::key).containsExactly("rules[0].ownerTeam");
  }

  @Test
  void valuesAreConvertedLeniently() {
    RuleSet set =
        load(
            "[RULES] ; ID=7 ; Regex='key=(\\w+)' ; KEYWORDS='zzz,KEY' ; Tags='a,b' ; Entropy='0.5'");
    Rule rule = set.rules().get(0);
    assertThat(rule.id()).isEqualTo("7");
    assertThat(rule.keywords()).containsExactly("zzz", "key");
    assertThat(rule.tags()).containsExactly("a", "b");
    assertThat(rule.entropy()).isEqualTo(0.5);
  }

  @Test
  void anIdWithBlanksIsAnotherId() {
    RuleSet set = load("[extend] ; useDefault=true ; [[rules]] ; id=' d ' ; regex='x'");
    assertThat(set.rules()).extracting(Rule::id).containsExactlyInAnyOrder(" d ", "d");
    assertThatThrownBy(() -> load("[[rules]] ; id=' ' ; regex='x'"))
        .hasMessageContaining("rule |id| is missing or empty");
  }

  @Test
  void anEscapeMayStandForTheEscapeCharacter() {
    RuleSet set = load("[[rules]] ; id='a' ; regex=\"x\\e\"");
    assertThat(Objects.requireNonNull(set.rules().get(0).regex()).pattern()).isEqualTo("x\u001b");
  }

  @Test
  void extensionMergesFieldByField() throws Exception {
    Files.writeString(
        folder.resolve("base.toml"),
        "[[rules]]\nid='b'\ndescription='base'\nregex='key=(\\w+)'\ntags=['x']\n"
            + "[[rules]]\nid='c'\nregex='(key)='\n[[rules]]\nid='gone'\nregex='g'\n");
    RuleSet set =
        load(
            "[extend] ; path='base.toml' ; disabledRules=['gone', 'nope'] ;"
                + " [[rules]] ; id='b' ; description='mine' ; tags=['q'] ; skipReport=true");
    assertThat(set.rules()).extracting(Rule::id).containsExactly("b", "c");
    Rule merged = set.rules().get(0);
    assertThat(merged.description()).isEqualTo("mine");
    assertThat(merged.tags()).containsExactly("x", "q");
    assertThat(merged.skipReport()).isFalse();
    assertThat(notices).extracting(Problem::message).anyMatch(m -> m.contains("rule-id=nope"));
  }

  @Test
  void theCompiledFormIsEquivalent() throws Exception {
    ConfigFile file =
        file(
            "[allowlist] ; paths=['p'] ; [[rules]] ; id='a' ; regex='x' ;"
                + " [[rules.required]] ; id='a' ; withinLines=0");
    RuleSet loaded = load(file);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int first = CompiledConfig.write(file, loaded, List.of("[0-9a-f]"), bytes);
    byte[] all = bytes.toByteArray();
    CompiledConfig compiled =
        new CompiledConfig(
            ByteBuffer.wrap(Arrays.copyOf(all, first)),
            () -> ByteBuffer.wrap(Arrays.copyOfRange(all, first, all.length)));
    assertThat(compiled.configFile()).isEqualTo(file);
    assertThat(compiled.ruleSet().rules()).hasToString(loaded.rules().toString());
    assertThat(compiled.ruleSet().allowlists()).hasToString(loaded.allowlists().toString());
  }

  @Test
  void onlySelfContainedConfigurationsAreCompiled() {
    ConfigFile file = file("[extend] ; useDefault=true ; [[rules]] ; id='a' ; regex='x'");
    RuleSet loaded = load(file);
    assertThatThrownBy(
            () -> CompiledConfig.write(file, loaded, List.of(), OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
