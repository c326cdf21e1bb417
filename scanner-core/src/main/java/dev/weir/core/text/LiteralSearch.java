package dev.weir.core.text;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of a list of literals in one pass over bytes. A small letter of a literal
 * stands for both cases, a capital letter only for itself. Immutable.
 *
 * <p>Each literal is represented by the rarest four bytes in it, its gram. A table of bits, small
 * enough for the processor's first cache, shows whether any literal may have the last four bytes of
 * the text as its gram; only there is a literal compared, and first by the gram and a fifth byte.
 * Unlike the steps of an automaton, the look-ups do not wait for each other. The idea of searching
 * many patterns by short grams is Karp's and Rabin's ("Efficient randomized pattern-matching
 * algorithms", 1987), without the randomness.
 */
public final class LiteralSearch {
  private static final int CODE_BITS = 6;
  private static final int GRAM_LENGTH = 4;
  private static final int GRAM_BITS = CODE_BITS * GRAM_LENGTH;
  private static final int GRAM_MASK = (1 << GRAM_BITS) - 1;
  private static final int FIVE_MASK = (1 << (GRAM_BITS + CODE_BITS)) - 1;
  private static final int THREE_MASK = (1 << (3 * CODE_BITS)) - 1;
  private static final int PAIR_MASK = (1 << (2 * CODE_BITS)) - 1;
  private static final int HASH_BITS = 18;
  private static final int BUCKET_BITS = 13;
  private static final int NONE = -1;

  // A key has the codes of a gram and above them that of the byte before it, or with the sign bit
  // that of the byte behind it, or with this bit neither.
  private static final int ONLY_GRAM = 1 << (GRAM_BITS + CODE_BITS);
  private static final int BEHIND = 1 << (Integer.SIZE - 1);

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
  // The hashes of all grams.
  private final long[] grams;
  // The literals of each bucket are next to each other, with a key for each of them.
  private final int[] buckets;
  private final int[] keys;
  private final int[] ids;
  // The codes of three bytes that end with a literal that is shorter than a gram.
  private final long[] shorts = new long[(THREE_MASK + 1) / Long.SIZE];
  // Where these literals begin, by the codes of their last two bytes.
  private final int[] pairs;
  // Where the literals of one byte begin.
  private final int singles;
  private final int longest;

  private LiteralSearch(
      byte[] text,
      int[] starts,
      int[] gramAt,
      long[] grams,
      int[] buckets,
      int[] keys,
      int[] ids,
      int[] pairs) {
    this.text = text;
    this.starts = starts;
    this.gramAt = gramAt;
    this.grams = grams;
    this.buckets = buckets;
    this.keys = keys;
    this.ids = ids;
    this.pairs = pairs;
    int most = 0;
    int ones = 0;
    for (int id = 0; id < gramAt.length; id++) {
      most = Math.max(most, length(id));
      ones += length(id) == 1 ? 1 : 0;
    }
    this.singles = gramAt.length - ones;
    this.longest = most;
  }

  /**
   * Creates the search for a list of literals.
   *
   * @param literals not empty; the index of each is its id
   */
  public static LiteralSearch of(List<Content> literals) {
    int count = literals.size();
    int[] starts = new int[count + 1];
    for (int id = 0; id < count; id++) {
      starts[id + 1] = starts[id] + literals.get(id).length();
    }
    int[] pairs = new int[1 << (2 * CODE_BITS)];
    Arrays.fill(pairs, NONE);
    LiteralSearch search =
        new LiteralSearch(
            new byte[starts[count]],
            starts,
            new int[count],
            new long[(1 << HASH_BITS) / Long.SIZE],
            new int[(1 << BUCKET_BITS) + 1],
            new int[count],
            new int[count],
            pairs);
    int[] keyOf = new int[count];
    for (int id = 0; id < count; id++) {
      byte[] literal = literals.get(id).bytes();
      System.arraycopy(literal, 0, search.text, starts[id], literal.length);
      keyOf[id] = search.add(id, literal);
    }
    search.fill(keyOf);
    search.fillShorts();
    return search;
  }

  /** Adds a literal to the filters and returns its key. */
  private int add(int id, byte[] literal) {
    int last = literal.length - 1;
    if (literal.length < GRAM_LENGTH) {
      gramAt[id] = last;
      return codes(literal, 0, last);
    }
    int best = GRAM_LENGTH - 1;
    for (int end = best + 1; end <= last; end++) {
      if (rarityOfGram(literal, end) > rarityOfGram(literal, best)) {
        best = end;
      }
    }
    gramAt[id] = best;
    int gram = codes(literal, best - GRAM_LENGTH + 1, best);
    int hash = hash(gram);
    grams[hash >> 6] |= 1L << hash;
    if (best >= GRAM_LENGTH) {
      return codes(literal, best - GRAM_LENGTH, best);
    }
    return best < last ? behind(gram, literal[best + 1]) | BEHIND : gram | ONLY_GRAM;
  }

  /** Fills the table for short literals, which is not stored. */
  private void fillShorts() {
    for (int i = buckets[buckets.length - 1]; i < keys.length; i++) {
      int step = 1 << (CODE_BITS * length(ids[i]));
      for (int three = keys[i]; three <= THREE_MASK; three += step) {
        shorts[three >> 6] |= 1L << three;
      }
    }
  }

  private static int codes(byte[] literal, int first, int last) {
    int codes = 0;
    for (int i = first; i <= last; i++) {
      codes = codes << CODE_BITS | CODES[literal[i] & 0xFF];
    }
    return codes;
  }

  private static int behind(int gram, byte b) {
    return (gram & GRAM_MASK) | CODES[b & 0xFF] << GRAM_BITS;
  }

  /** Sorts the literals by their buckets; those that are shorter than a gram come last. */
  private void fill(int[] keyOf) {
    int[] next = new int[buckets.length + 1];
    for (int id = 0; id < keyOf.length; id++) {
      next[bucketOf(id, keyOf[id]) + 1]++;
    }
    for (int bucket = 1; bucket < next.length; bucket++) {
      next[bucket] += next[bucket - 1];
    }
    System.arraycopy(next, 0, buckets, 0, buckets.length);
    for (int id = 0; id < keyOf.length; id++) {
      int bucket = bucketOf(id, keyOf[id]);
      if (bucket < buckets.length - 1) {
        put(next[bucket]++, id, keyOf[id]);
      }
    }
    int place = buckets[buckets.length - 1];
    for (int first = 0; first < keyOf.length; first++) {
      int pair = keyOf[first] & PAIR_MASK;
      if (isPair(first) && pairs[pair] == NONE) {
        pairs[pair] = place;
        for (int id = first; id < keyOf.length; id++) {
          if (isPair(id) && (keyOf[id] & PAIR_MASK) == pair) {
            put(place++, id, keyOf[id]);
          }
        }
      }
    }
    for (int id = 0; id < keyOf.length; id++) {
      if (length(id) == 1) {
        put(place++, id, keyOf[id]);
      }
    }
  }

  private boolean isPair(int id) {
    return length(id) > 1 && length(id) < GRAM_LENGTH;
  }

  private int bucketOf(int id, int key) {
    return length(id) < GRAM_LENGTH
        ? buckets.length - 1
        : hash(key & GRAM_MASK) >>> (HASH_BITS - BUCKET_BITS);
  }

  private void put(int place, int id, int key) {
    ids[place] = id;
    keys[place] = key;
  }

  /** Returns the hash of the codes of four bytes; those of others before them do not count. */
  private static int hash(int gram) {
    return ((gram << (Integer.SIZE - GRAM_BITS)) * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
  }

  // The sum of the ranks stands for the product of the frequencies.
  private static int rarityOfGram(byte[] literal, int end) {
    return rarity(literal, end - 1) + rarity(literal, end);
  }

  private static int rarity(byte[] literal, int end) {
    int rank = frequentRank(literal, end);
    if (rank >= 0) {
      return rank;
    }
    int sum = FREQUENT_GRAMS.length();
    for (int i = end - 2; i <= end; i++) {
      int frequency = FREQUENT.indexOf(Ascii.toLower(literal[i] & 0xFF));
      sum += frequency < 0 ? FREQUENT.length() : frequency;
    }
    return sum;
  }

  private static int frequentRank(byte[] literal, int end) {
    for (int i = 0; i < FREQUENT_GRAMS.length(); i += 3) {
      if (FREQUENT_GRAMS.charAt(i) == Ascii.toLower(literal[end - 2])
          && FREQUENT_GRAMS.charAt(i + 1) == Ascii.toLower(literal[end - 1])
          && FREQUENT_GRAMS.charAt(i + 2) == Ascii.toLower(literal[end])) {
        return i;
      }
    }
    return -1;
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
    long[] ends = shorts;
    byte[] codes = CODES;
    int gram = 0;
    for (int i = start; i < end; i++) {
      gram = gram << CODE_BITS | codes[bytes[i] & 0xFF];
      int hash = hash(gram);
      // A shift uses the last six bits of its distance.
      long mayBegin = known[hash >> 6] >>> hash;
      long mayEnd = ends[(gram & THREE_MASK) >> 6] >>> gram;
      if (((mayBegin | mayEnd) & 1) != 0) {
        if ((mayBegin & 1) != 0) {
          compare(bytes, start, end, gram, i, sink);
        }
        if ((mayEnd & 1) != 0) {
          compareShort(bytes, start, end, gram, i, sink);
        }
      }
    }
  }

  private void compare(byte[] bytes, int from, int to, int gram, int at, Sink sink) {
    int bucket = hash(gram) >>> (HASH_BITS - BUCKET_BITS);
    int behind = at + 1 < to ? behind(gram, bytes[at + 1]) : 0;
    int[] own = keys;
    int last = buckets[bucket + 1];
    for (int place = buckets[bucket]; place < last; place++) {
      int key = own[place];
      int other = (key ^ (key < 0 ? behind : gram)) & FIVE_MASK;
      if (other == 0 || ((key & ONLY_GRAM) != 0 && (other & GRAM_MASK) == 0)) {
        compareOne(ids[place], bytes, from, to, at, sink);
      }
    }
  }

  private void compareShort(byte[] bytes, int from, int to, int gram, int at, Sink sink) {
    int pair = gram & PAIR_MASK;
    int[] own = keys;
    int first = pairs[pair];
    for (int i = first; i >= 0 && i < singles && (own[i] & PAIR_MASK) == pair; i++) {
      if (length(ids[i]) == 2 || own[i] == (gram & THREE_MASK)) {
        compareOne(ids[i], bytes, from, to, at, sink);
      }
    }
    for (int i = singles; i < own.length; i++) {
      compareOne(ids[i], bytes, from, to, at, sink);
    }
  }

  private void compareOne(int id, byte[] bytes, int from, int to, int at, Sink sink) {
    int start = at - gramAt[id];
    if (start >= from && occurs(id, bytes, start, to)) {
      sink.found(id, start);
    }
  }

  private boolean occurs(int id, byte[] bytes, int start, int to) {
    int at = start;
    int end = starts[id + 1];
    if (to - start < end - starts[id]) {
      return false;
    }
    for (int i = starts[id]; i < end; i++) {
      byte b = bytes[at++];
      // No folded byte is a capital letter.
      if (FOLDED[b & 0xFF] != text[i] && b != text[i]) {
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
    IntArrays.write(buckets, out);
    IntArrays.write(keys, out);
    IntArrays.write(ids, out);
    IntArrays.write(pairs, out);
    for (long word : grams) {
      out.writeLong(word);
    }
  }

  /** Reads tables that {@link #write} wrote. */
  public static LiteralSearch read(ByteBuffer in) {
    byte[] text = new byte[in.getInt()];
    in.get(text);
    int count = in.getInt();
    int[] starts = IntArrays.read(in, count + 1);
    int[] gramAt = IntArrays.read(in, count);
    int[] buckets = IntArrays.read(in, (1 << BUCKET_BITS) + 1);
    int[] keys = IntArrays.read(in, count);
    int[] ids = IntArrays.read(in, count);
    int[] pairs = IntArrays.read(in, 1 << (2 * CODE_BITS));
    long[] grams = longs(in, (1 << HASH_BITS) / Long.SIZE);
    LiteralSearch search =
        new LiteralSearch(text, starts, gramAt, grams, buckets, keys, ids, pairs);
    search.fillShorts();
    return search;
  }

  private static long[] longs(ByteBuffer in, int count) {
    long[] longs = new long[count];
    in.asLongBuffer().get(longs);
    in.position(in.position() + count * Long.BYTES);
    return longs;
  }
}
