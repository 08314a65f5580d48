import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frame of every judge on the JVM: reads lines {@code pdf<TAB>root.pem} from standard input and writes one JSON object
 * a line, {@code {"file", "facts"}} or {@code {"file", "error"}}. States facts only: what passes is decided in rules.mjs.
 */
final class Witness {
    private Witness() {}

    /** What one judge has to say of one file. Whatever it throws is a verdict too: it fails the file, not the run. */
    interface Judge {
        Map<String, Object> facts(Path file, X509Certificate root) throws Exception;
    }

    static void run(Judge judge) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t");
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("file", parts[0]);
            try {
                said.put("facts", judge.facts(Path.of(parts[0]), readRoot(Path.of(parts[1]))));
            } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError error) {
                said.put("error", error.getClass().getSimpleName() + ": " + error.getMessage());
            }
            out.println(Json.of(said));
        }
    }

    private static X509Certificate readRoot(Path path) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(path)));
    }
}
