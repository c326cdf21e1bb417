package dev.weir.core.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of a list of literals in one pass over bytes, ignoring the case of ASCII
 * letters. Immutable.
 *
 * <p>Each literal is represented by the rarest three bytes in it, its gram. A table of bits, small
 * enough for the processor's first cache, shows whether any literal has the last three bytes of the
 * text as its gram; only there is a literal compared. Unlike the steps of an automaton, the
 * look-ups do not wait for each other. The idea of searching many patterns by short grams is Karp's
 * and Rabin's ("Efficient randomized pattern-matching algorithms", 1987), without the randomness.
 */
public final class LiteralSearch {
  private static final int CODE_BITS = 6;
  private static final int GRAM_LENGTH = 3;
  private static final int GRAMS = 1 << (CODE_BITS * GRAM_LENGTH);
  private static final int GRAM_MASK = GRAMS - 1;
  private static final int PAIR_MASK = (1 << (2 * CODE_BITS)) - 1;
  private static final int SINGLE_MASK = (1 << CODE_BITS) - 1;
  private static final int BUCKET_BITS = 13;
  private static final int FOUR_BITS = 17;
  private static final int NONE = -1;

  /** The bytes of source code, the most frequent first; bytes that are not listed are rarer. */
  private static final String FREQUENT = " etrasinolcdup_mfhg.b\"-/()y=v,:k01;'xw2{}j5";

  /** The bytes that have a code of their own; all others share one. */
  private static final String CODED =
      "abcdefghijklmnopqrstuvwxyz0123456789_-./:=\"' \n\t(),;<>{}[]@$%+*#";

  /** The most frequent three bytes of source code, as measured in seven well-known projects. */
  private static final String FREQUENT_GRAMS =
      "iontioingcontheentestateectassstrseratiresametesprostacti***triverrinfornamcom"
          + "terendderertturonsdaterslicvalretthiurletuallhisacturnsseithtedbleinticeileort"
          + "essandgetablidedefequreaparporerragetatontatausechettphttcurtraackaseistfilmpo"
          + "chansenteonftorordonenfiereodewitensprique.coratnottypextluevidfigrecypenstalu"
          + "insourmensiolasiveimpaddramompperoutselplaprencemodcatndeappthorcetincla###ull"
          + "rt_ptisetcolmatngeecocenultkeyaraoreostunccorsouurcutenneormtru_cofunindopeare"
          + "mintab---lumangautockllejecounponiteainreqredelfcalnulbutmetnewaliineinampldes"
          + "hanloaherposlenrsibasntiiesanc://ualachrraboo$thribtenexpeadatticaworst_rrohas"
          + "elestioaditiesoonnillquaticpatlinpentimimeencailroraveartmanueservtangins->eat"
          + "uthuntcesputureargrovlanildromtpsdisplimessteeveadeireranibucreovitivlessho_re"
          + "is-plenecdelfropacrouon.locritnattitundnctarrddr_idommorgdialaterilsepecrepcou"
          + "rueathhatblilisalssonnallf.rencodublracntsrottchuiltempubbuilectaryouoduinftha"
          + "venemeloged_eteps:er./**relopts:/finbacerantrdirdennfolie.geppltexootdinoolspr"
          + "scrttrnent_eleagraovecricteengacestshouura000escobjigugurnumetalibrefedion_nit"
          + "tlenerlabhoriagsto@pantaitycopwarlidberemaitlincagsndirticeptacmbeuleclitairay"
          + "ownmarantremizeatcemolluctoeasle_sesoluumirmardeespripeptorier_ssiinianywherl_"
          + "bjeexcom/dephendulle.efaorkrunoryoteanssinhemumbolldeorse_eqienon(esusecfalspa"
          + ".rerigthughtfirrop_inty.laytreethifirs.fauaulschsolcasighmapnonrveampes.esesed"
          + "ipt_prferquiernototopasheryuniimadlemitsenvar@reet(eloletninialuerumnsulgesary"
          + "oulsupuld.stgerst.subustse_rad_nackegromaictydowondledfrafacclunt.hinlemhalgit"
          + "rg.xceels_noenvrreppoavaditriessae()raidreefiuppis..nese.$cojsowrishaannniler("
          + "rtete_.apnt_rgebelspoignmmathrorsakededf._.sehecoidasteckopyeaructxpesitriat('"
          + "webtif_stharncl_dehodal(socudeadaes(tteor_epetryheaenae':ecurston'speer-atuepr"
          + "if(uir"
          // Frequent in the names of settings, and in hundreds of literals.
          + "inklowifylacwissplnakboxcapculhomapivicarkdexxpo"
          + "tokokekenrojpro";

  private static final byte[] CODES = new byte[256];
  private static final byte[] FOLDED = new byte[256];

  static {
    for (int b = 0; b < 256; b++) {
      int lower = Ascii.toLower(b);
      FOLDED[b] = (byte) lower;
      // indexOf returns -1 for bytes that are not listed, so they share code 0.
      CODES[b] = (byte) (CODED.indexOf(lower) + 1);
    }
  }

  // All literals one after the other, and the offset of each.
  private final byte[] text;
  private final int[] starts;
  // The distance of the last byte of a literal's gram from the literal's first byte.
  private final int[] gramAt;
  private final long[] grams;
  // Most texts contain the gram of some literal so often that a fourth byte must be checked: the
  // one after the gram, or the one before it if the gram ends the literal.
  private final long[] noFourth;
  private final long[] fourths;
  private final int[] buckets;
  private final int[] nextInBucket;
  // Literals that are shorter than a gram, indexed by the codes of all their bytes.
  private final int[] pairs;
  private final int[] singles;
  private final int longest;

  private LiteralSearch(
      byte[] text,
      int[] starts,
      int[] gramAt,
      long[] grams,
      long[] noFourth,
      long[] fourths,
      int[] buckets,
      int[] nextInBucket,
      int[] pairs,
      int[] singles) {
    this.text = text;
    this.starts = starts;
    this.gramAt = gramAt;
    this.grams = grams;
    this.noFourth = noFourth;
    this.fourths = fourths;
    this.buckets = buckets;
    this.nextInBucket = nextInBucket;
    this.pairs = pairs;
    this.singles = singles;
    int most = 0;
    for (int id = 0; id + 1 < starts.length; id++) {
      most = Math.max(most, length(id));
    }
    this.longest = most;
  }

  /**
   * Creates the search for a list of literals.
   *
   * @param literals in lower case, not empty; the index of each is its id
   */
  public static LiteralSearch of(List<Content> literals) {
    int[] starts = new int[literals.size() + 1];
    for (int id = 0; id < literals.size(); id++) {
      starts[id + 1] = starts[id] + literals.get(id).length();
    }
    LiteralSearch search =
        new LiteralSearch(
            new byte[starts[literals.size()]],
            starts,
            new int[literals.size()],
            new long[GRAMS / Long.SIZE],
            new long[GRAMS / Long.SIZE],
            new long[(1 << FOUR_BITS) / Long.SIZE],
            none(1 << BUCKET_BITS),
            none(literals.size()),
            none(1 << (2 * CODE_BITS)),
            none(1 << CODE_BITS));
    for (int id = 0; id < literals.size(); id++) {
      byte[] literal = literals.get(id).bytes();
      System.arraycopy(literal, 0, search.text, starts[id], literal.length);
      if (literal.length < GRAM_LENGTH) {
        search.addShort(id, literal);
      } else {
        search.add(id, literal);
      }
    }
    return search;
  }

  private static int[] none(int length) {
    int[] ids = new int[length];
    Arrays.fill(ids, NONE);
    return ids;
  }

  private void add(int id, byte[] literal) {
    int best = GRAM_LENGTH - 1;
    for (int end = best + 1; end < literal.length; end++) {
      if (rarity(literal, end) > rarity(literal, best)) {
        best = end;
      }
    }
    gramAt[id] = best;
    int gram = 0;
    for (int i = best - GRAM_LENGTH + 1; i <= best; i++) {
      gram = (gram << CODE_BITS) | CODES[literal[i] & 0xFF];
    }
    grams[gram >> 6] |= 1L << gram;
    if (literal.length == GRAM_LENGTH) {
      noFourth[gram >> 6] |= 1L << gram;
    } else {
      boolean last = best == literal.length - 1;
      int four =
          last
              ? fourBefore(gram, literal[best - GRAM_LENGTH] & 0xFF)
              : fourBehind(gram, literal[best + 1] & 0xFF);
      fourths[four >> 6] |= 1L << four;
    }
    chain(buckets, bucketOf(gram), id);
  }

  private static int fourBehind(int gram, int b) {
    return ((gram << CODE_BITS | CODES[b]) * 0x9E3779B1) >>> (Integer.SIZE - FOUR_BITS);
  }

  private static int fourBefore(int gram, int b) {
    return ((gram << CODE_BITS | CODES[b]) * 0x85EBCA6B) >>> (Integer.SIZE - FOUR_BITS);
  }

  /** Returns false if no literal can occur around this gram. */
  private boolean hasFourth(byte[] bytes, int from, int to, int gram, int at) {
    if ((noFourth[gram >> 6] >>> gram & 1) != 0) {
      return true;
    }
    if (at + 1 < to) {
      int four = fourBehind(gram, bytes[at + 1] & 0xFF);
      if ((fourths[four >> 6] >>> four & 1) != 0) {
        return true;
      }
    }
    if (at - GRAM_LENGTH < from) {
      return false;
    }
    int four = fourBefore(gram, bytes[at - GRAM_LENGTH] & 0xFF);
    return (fourths[four >> 6] >>> four & 1) != 0;
  }

  private void chain(int[] heads, int at, int id) {
    nextInBucket[id] = heads[at];
    heads[at] = id;
  }

  private static int rarity(byte[] literal, int end) {
    int rank = frequentRank(literal, end);
    if (rank >= 0) {
      return rank;
    }
    int sum = FREQUENT_GRAMS.length();
    for (int i = end - GRAM_LENGTH + 1; i <= end; i++) {
      int frequency = FREQUENT.indexOf((char) (literal[i] & 0xFF));
      sum += frequency < 0 ? FREQUENT.length() : frequency;
    }
    return sum;
  }

  private static int frequentRank(byte[] literal, int end) {
    for (int i = 0; i < FREQUENT_GRAMS.length(); i += GRAM_LENGTH) {
      if (FREQUENT_GRAMS.charAt(i) == literal[end - 2]
          && FREQUENT_GRAMS.charAt(i + 1) == literal[end - 1]
          && FREQUENT_GRAMS.charAt(i + 2) == literal[end]) {
        return i;
      }
    }
    return -1;
  }

  /** A literal shorter than a gram matches every gram that ends with it. */
  private void addShort(int id, byte[] literal) {
    gramAt[id] = literal.length - 1;
    int end = 0;
    for (byte b : literal) {
      end = (end << CODE_BITS) | CODES[b & 0xFF];
    }
    chain(literal.length == 1 ? singles : pairs, end, id);
    int step = 1 << (CODE_BITS * literal.length);
    for (int gram = end; gram < GRAMS; gram += step) {
      grams[gram >> 6] |= 1L << gram;
      noFourth[gram >> 6] |= 1L << gram;
    }
  }

  private static int bucketOf(int gram) {
    return (gram * 0x9E3779B1) >>> (Integer.SIZE - BUCKET_BITS);
  }

  /** Returns the number of literals. */
  public int size() {
    return gramAt.length;
  }

  /** Returns the literal with this id. */
  public Content literal(int id) {
    return Content.ofOwned(Arrays.copyOfRange(text, starts[id], starts[id + 1]));
  }

  /** Returns how many bytes the literal with this id has. */
  public int length(int id) {
    return starts[id + 1] - starts[id];
  }

  /** Returns how many bytes the longest literal has, or 0 if there are no literals. */
  public int longest() {
    return longest;
  }

  /** Returns the characters beyond ASCII that literals have. */
  public String beyondAscii() {
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < text.length; i++) {
      if (text[i] < 0) {
        int length = Utf8.length(text, i, text.length);
        found.appendCodePoint(Utf8.codePoint(text, i, length));
        i += length - 1;
      }
    }
    return found.toString();
  }

  /** Receives the occurrences. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Receives an occurrence. Of two that do not overlap, the one that comes first in the text is
     * reported first.
     *
     * @param id the literal
     * @param start the offset of its first byte
     */
    void found(int id, int start);
  }

  /**
   * Passes each occurrence in the bytes from {@code start} to before {@code end} to {@code sink}.
   */
  public void scan(byte[] bytes, int start, int end, Sink sink) {
    long[] known = grams;
    byte[] codes = CODES;
    int gram = 0;
    for (int i = start; i < end; i++) {
      gram = ((gram << CODE_BITS) | codes[bytes[i] & 0xFF]) & GRAM_MASK;
      if (((known[gram >> 6] >>> gram) & 1) != 0 && hasFourth(bytes, start, end, gram, i)) {
        compare(bytes, start, end, gram, i, sink);
      }
    }
  }

  private void compare(byte[] bytes, int from, int to, int gram, int at, Sink sink) {
    compareAll(buckets[bucketOf(gram)], bytes, from, to, at, sink);
    compareAll(pairs[gram & PAIR_MASK], bytes, from, to, at, sink);
    compareAll(singles[gram & SINGLE_MASK], bytes, from, to, at, sink);
  }

  private void compareAll(int first, byte[] bytes, int from, int to, int at, Sink sink) {
    int[] links = nextInBucket;
    int[] distances = gramAt;
    for (int id = first; id != NONE; id = links[id]) {
      int start = at - distances[id];
      // Most literals of a bucket differ in their first byte already.
      if (start >= from
          && FOLDED[bytes[start] & 0xFF] == text[starts[id]]
          && occurs(id, bytes, start, to)) {
        sink.found(id, start);
      }
    }
  }

  private boolean occurs(int id, byte[] bytes, int start, int to) {
    int at = start;
    int end = starts[id + 1];
    if (to - start < end - starts[id]) {
      return false;
    }
    for (int i = starts[id]; i < end; i++) {
      if (FOLDED[bytes[at++] & 0xFF] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Writes the tables, so that the next start does not have to build them. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(text.length);
    out.write(text);
    out.writeInt(gramAt.length);
    IntArrays.write(starts, out);
    IntArrays.write(gramAt, out);
    IntArrays.write(nextInBucket, out);
    IntArrays.write(buckets, out);
    IntArrays.write(pairs, out);
    IntArrays.write(singles, out);
    for (long[] bits : List.of(grams, noFourth, fourths)) {
      for (long word : bits) {
        out.writeLong(word);
      }
    }
  }

  /** Reads tables that {@link #write} wrote. */
  public static LiteralSearch read(ByteBuffer in) {
    byte[] text = new byte[in.getInt()];
    in.get(text);
    int count = in.getInt();
    int[] starts = IntArrays.read(in, count + 1);
    int[] gramAt = IntArrays.read(in, count);
    int[] nextInBucket = IntArrays.read(in, count);
    int[] buckets = IntArrays.read(in, 1 << BUCKET_BITS);
    int[] pairs = IntArrays.read(in, 1 << (2 * CODE_BITS));
    int[] singles = IntArrays.read(in, 1 << CODE_BITS);
    long[] grams = longs(in, GRAMS / Long.SIZE);
    long[] noFourth = longs(in, GRAMS / Long.SIZE);
    long[] fourths = longs(in, (1 << FOUR_BITS) / Long.SIZE);
    return new LiteralSearch(
        text, starts, gramAt, grams, noFourth, fourths, buckets, nextInBucket, pairs, singles);
  }

  private static long[] longs(ByteBuffer in, int count) {
    long[] longs = new long[count];
    in.asLongBuffer().get(longs);
    in.position(in.position() + count * Long.BYTES);
    return longs;
  }
}
