package dev.weir.core.config;

import dev.weir.core.config.ConfigFile.AllowlistTable;
import dev.weir.core.config.ConfigFile.RuleTable;
import dev.weir.core.regex.RegexFacts;
import dev.weir.core.rule.Allowlist;
import dev.weir.core.rule.Rule;
import dev.weir.core.rule.RuleLiterals;
import dev.weir.core.rule.RuleSet;
import dev.weir.core.text.IntArrays;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A configuration that was read and checked when weir was built. Reading TOML takes some hundred
 * milliseconds, reading this form a few, however many rules there are, because a rule is created
 * when it is first needed. Safe for several threads.
 */
public final class CompiledConfig {
  private final RuleLiterals literals;
  private final ConfigFileFormat format;
  private final Records head;
  private final Records patterns;
  private final Records rules;

  /**
   * Reads the compiled form.
   *
   * @param bytes what {@link #write} wrote
   */
  public CompiledConfig(ByteBuffer bytes) {
    literals = RuleLiterals.read(bytes);
    format = new ConfigFileFormat(CompiledTexts.read(bytes));
    head = Records.read(bytes);
    patterns = Records.read(bytes);
    rules = Records.read(bytes);
  }

  /**
   * Writes a configuration.
   *
   * @param config without {@code extend} and without allowlists that name rules
   * @param loaded the rules that a {@link ConfigLoader} made from {@code config}, in the same order
   * @param pieces what many patterns contain, to store it once; a piece that contains another one
   *     is before it
   */
  public static void write(
      ConfigFile config, RuleSet loaded, List<String> pieces, OutputStream out)
      throws IOException {
    if (config.extend() != null
        || config.allowlists().stream().anyMatch(list -> !list.targetRules().isEmpty())) {
      throw new IllegalArgumentException(
          "only a configuration without extend and targetRules can be compiled");
    }
    CompiledTexts texts = new CompiledTexts(pieces);
    ConfigFileFormat format = new ConfigFileFormat(texts);
    Map<String, Integer> numbers = new HashMap<>();
    RecordsWriter patterns = new RecordsWriter();
    for (Map.Entry<String, RegexFacts> pattern : new TreeMap<>(config.patterns()).entrySet()) {
      numbers.put(pattern.getKey(), numbers.size());
      format.writePattern(pattern.getKey(), pattern.getValue(), patterns.next());
    }
    RecordsWriter rules = new RecordsWriter();
    for (RuleTable rule : config.rules()) {
      DataOutputStream record = rules.next();
      writeNumbers(numbersOf(rule, numbers), record);
      format.writeRule(rule, record);
    }
    RecordsWriter head = new RecordsWriter();
    DataOutputStream record = head.next();
    writeNumbers(numbersOf(config.allowlists(), numbers), record);
    format.writeHead(config, record);
    DataOutputStream data = new DataOutputStream(out);
    loaded.literals().write(data);
    texts.write(data);
    head.write(data);
    patterns.write(data);
    rules.write(data);
    data.flush();
  }

  private static List<Integer> numbersOf(RuleTable rule, Map<String, Integer> numbers) {
    List<Integer> used = numbersOf(rule.allowlists(), numbers);
    used.add(numbers.getOrDefault(rule.regex().text(), -1));
    used.add(numbers.getOrDefault(rule.path().text(), -1));
    return used;
  }

  private static List<Integer> numbersOf(List<AllowlistTable> lists, Map<String, Integer> numbers) {
    List<Integer> used = new ArrayList<>();
    for (AllowlistTable list : lists) {
      used.add(numbers.getOrDefault(RuleCompiler.joined(list.paths()), -1));
      used.add(numbers.getOrDefault(RuleCompiler.joined(list.regexes()), -1));
    }
    return used;
  }

  private static void writeNumbers(List<Integer> numbers, DataOutputStream out) throws IOException {
    List<Integer> known = numbers.stream().filter(number -> number >= 0).toList();
    out.writeInt(known.size());
    for (int number : known) {
      out.writeInt(number);
    }
  }

  /** Returns the rules, ready for use. */
  public RuleSet ruleSet() {
    List<Problem> problems = new ArrayList<>();
    RuleCompiler compiler = new RuleCompiler(problems);
    ByteBuffer in = head.record(0);
    compiler.know(readPatterns(in));
    List<AllowlistTable> lists = format.readHead(in).allowlists();
    RuleSet set =
        RuleSet.ofCompiled(
            new CompiledRules(compiler.allowlists(lists, AllowlistScope.GENERIC)),
            compiler.allowlists(lists, AllowlistScope.ALL),
            literals);
    check(problems);
    return set;
  }

  /** Returns the tables, for a configuration that extends this one. */
  public ConfigFile configFile() {
    ByteBuffer in = head.record(0);
    readPatterns(in);
    ConfigFile config = format.readHead(in);
    Map<String, RegexFacts> known = new HashMap<>(patterns.size() * 2);
    for (int i = 0; i < patterns.size(); i++) {
      var pattern = format.readPattern(patterns.record(i));
      known.put(pattern.getKey(), pattern.getValue());
    }
    List<RuleTable> tables = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      ByteBuffer record = rules.record(i);
      record.position(record.position() + Integer.BYTES * (1 + record.getInt(record.position())));
      tables.add(format.readRule(record));
    }
    return new ConfigFile(
        config.name(), config.minVersion(), null, tables, config.allowlists(), known);
  }

  private Rule makeRule(int number) {
    List<Problem> problems = new ArrayList<>();
    RuleCompiler compiler = new RuleCompiler(problems);
    ByteBuffer in = rules.record(number);
    compiler.know(readPatterns(in));
    Rule rule = compiler.rule(format.readRule(in), List.of());
    check(problems);
    if (rule == null) {
      throw new IllegalStateException("rule " + number + " of this build is invalid");
    }
    return rule;
  }

  private static void check(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the compiled rules of this build are damaged: " + problems);
    }
  }

  private Map<String, RegexFacts> readPatterns(ByteBuffer in) {
    int count = in.getInt();
    Map<String, RegexFacts> known = new HashMap<>();
    for (int i = 0; i < count; i++) {
      var pattern = format.readPattern(patterns.record(in.getInt()));
      known.put(pattern.getKey(), pattern.getValue());
    }
    return known;
  }

  /** The rules, each created once. */
  private final class CompiledRules extends AbstractList<Rule> implements RandomAccess {
    private final AtomicReferenceArray<Rule> made = new AtomicReferenceArray<>(rules.size());
    private final List<Allowlist> forGeneric;

    CompiledRules(List<Allowlist> forGeneric) {
      this.forGeneric = forGeneric;
    }

    @Override
    public Rule get(int number) {
      Rule known = made.get(number);
      if (known == null) {
        Rule rule = makeRule(number);
        made.compareAndSet(number, null, rule.isGeneric() ? rule.alsoAllowing(forGeneric) : rule);
        known = made.get(number);
      }
      return known;
    }

    @Override
    public int size() {
      return rules.size();
    }
  }

  /** Parts of the bytes that can be read separately. */
  private static final class Records {
    private final ByteBuffer bytes;
    private final int[] starts;

    private Records(ByteBuffer bytes, int[] starts) {
      this.bytes = bytes;
      this.starts = starts;
    }

    static Records read(ByteBuffer in) {
      int count = in.getInt();
      int[] starts = IntArrays.read(in, count + 1);
      int length = starts[count];
      ByteBuffer bytes = in.slice(in.position(), length);
      in.position(in.position() + length);
      return new Records(bytes, starts);
    }

    int size() {
      return starts.length - 1;
    }

    ByteBuffer record(int number) {
      return bytes.duplicate().position(starts[number]);
    }
  }

  /** Writes {@link Records}. */
  private static final class RecordsWriter {
    private final List<ByteArrayOutputStream> records = new ArrayList<>();

    DataOutputStream next() {
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      records.add(record);
      return new DataOutputStream(record);
    }

    void write(DataOutputStream out) throws IOException {
      int[] starts = new int[records.size() + 1];
      for (int i = 0; i < records.size(); i++) {
        starts[i + 1] = starts[i] + records.get(i).size();
      }
      out.writeInt(records.size());
      IntArrays.write(starts, out);
      for (ByteArrayOutputStream record : records) {
        record.writeTo(out);
      }
    }
  }
}
