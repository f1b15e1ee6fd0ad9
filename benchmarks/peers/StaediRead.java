import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an X12 file through StAEDI, twice for each line on standard input: to segments, and to rows of SKU, place and quantity.
 *
 *   java -cp staedi.jar StaediRead.java FILE true|false
 *
 * The second argument says whether control structures (counts, control numbers) are checked. One JSON object a line, in seconds of
 * the process' processor time, the collector's and the compiler's included.
 */
final class StaediRead {
  private final byte[] bytes;
  private final EDIInputFactory factory = EDIInputFactory.newFactory();
  private long segments, errors, rows, quantity;
  private String first = "";  // of the errors
  private Set<String> skus;
  private List<String[]> kept;

  private StaediRead(byte[] bytes, boolean checks) {
    this.bytes = bytes;
    factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, checks);
  }

  private static double now() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  private void read(boolean toRows) throws Exception {
    segments = errors = rows = quantity = 0;
    skus = new HashSet<>();
    kept = new ArrayList<>();
    String sku = null, place = null;
    List<String> segment = new ArrayList<>();
    try (EDIStreamReader reader = factory.createEDIStreamReader(new ByteArrayInputStream(bytes))) {
      while (reader.hasNext()) {
        EDIStreamEvent event = reader.next();
        switch (event) {
          case START_SEGMENT -> {
            segment.clear();
            segment.add(reader.getText());
          }
          case ELEMENT_DATA -> segment.add(reader.getText());
          case END_SEGMENT -> {
            ++segments;
            if (!toRows) continue;
            switch (segment.get(0)) {
              case "LIN" -> {
                sku = skuOf(segment);
                place = null;
              }
              case "N1" -> place = segment.get(4);
              case "REF" -> keep(sku, segment.get(2), segment.get(3));
              case "QTY" -> {
                if (place != null) keep(sku, place, segment.get(2));
              }
              case "W12" -> keep(skuOf(segment), place, segment.get(3));
              default -> { }
            }
          }
          default -> {
            if (!event.isError()) continue;
            if (errors++ == 0) first = reader.getErrorType() + " at " + reader.getLocation().getSegmentTag() + reader.getLocation().getElementPosition();
          }
        }
      }
    }
  }

  private static String skuOf(List<String> segment) { return segment.get(segment.indexOf("SK") + 1); }

  private void keep(String sku, String place, String amount) {
    kept.add(new String[] {sku, place, amount});
    skus.add(sku);
    ++rows;
    quantity += Long.parseLong(amount);
  }

  public static void main(String[] args) throws Exception {
    StaediRead one = new StaediRead(Files.readAllBytes(Path.of(args[0])), Boolean.parseBoolean(args[1]));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    while (in.readLine() != null) {
      double start = now();
      one.read(false);
      double scanned = now();
      one.read(true);
      double done = now();
      System.out.printf(java.util.Locale.ROOT,
          "{\"segments_s\": %.6f, \"rows_s\": %.6f, \"segments\": %d, \"rows\": %d, \"quantity\": %d, \"skus\": %d, \"errors\": %d, \"first\": \"%s\"}%n",
          scanned - start, done - scanned, one.segments, one.rows, one.quantity, one.skus.size(), one.errors, one.first);
      System.out.flush();
    }
  }
}
