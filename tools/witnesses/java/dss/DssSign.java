import eu.europa.esig.dss.enumerations.CertificationPermission;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs one PDF many times with EU DSS, PAdES-BASELINE-B with certification (DocMDP P=1), and prints the times.
 *
 * <p>Reads six lines from standard input: PDF, PKCS#12, PIN, times, warm-up, file for the last signed PDF (may be empty); writes
 * one JSON object. The key is read once; the document comes from memory and goes to memory within the time.
 */
public final class DssSign {
    private final PAdESService service = new PAdESService(new CommonCertificateVerifier());
    private final Pkcs12SignatureToken token;
    private final DSSPrivateKeyEntry key;

    private DssSign(String container, String pin) throws Exception {
        token = new Pkcs12SignatureToken(new File(container), new PasswordProtection(pin.toCharArray()));
        key = token.getKeys().get(0);
    }

    public static void main(String[] args) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        byte[] pdf = Files.readAllBytes(Path.of(in.readLine()));
        DssSign signer = new DssSign(in.readLine(), in.readLine());
        int times = Integer.parseInt(in.readLine());
        int warmup = Integer.parseInt(in.readLine());
        String out = in.readLine();
        List<Double> millis = new ArrayList<>();
        byte[] signed = {};
        for (int i = 0; i < warmup + times; i++) {
            long start = System.nanoTime();
            signed = signer.sign(pdf);
            if (i >= warmup) millis.add((System.nanoTime() - start) / 1e6);
        }
        if (out != null && !out.isEmpty()) Files.write(Path.of(out), signed);
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("peer", "EU DSS");
        said.put("millis", millis);
        said.put("bytes", signed.length);
        System.out.println(Json.of(said));
    }

    private byte[] sign(byte[] pdf) throws Exception {
        DSSDocument document = new InMemoryDocument(pdf);
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setPermission(CertificationPermission.NO_CHANGE_PERMITTED);
        parameters.setSigningCertificate(key.getCertificate());
        parameters.setCertificateChain(key.getCertificateChain());
        parameters.bLevel().setSigningDate(new Date());
        ToBeSigned data = service.getDataToSign(document, parameters);
        SignatureValue value = token.sign(data, DigestAlgorithm.SHA256, key);
        DSSDocument signed = service.signDocument(document, parameters, value);
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            signed.writeTo(out);
            return out.toByteArray();
        }
    }
}
