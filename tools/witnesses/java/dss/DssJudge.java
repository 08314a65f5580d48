import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** EU DSS: the validation report by ETSI EN 319 102-1, with the given root as the only trusted one and no network at all. */
public final class DssJudge {
    private final ValidationPolicy policy;

    private DssJudge(ValidationPolicy policy) {
        this.policy = policy;
    }

    public static void main(String[] args) throws Exception {
        Witness.run(new DssJudge(StrictPolicy.load())::facts);
    }

    private Map<String, Object> facts(Path file, X509Certificate root) {
        Reports reports = validator(file, root).validateDocument(policy);
        SimpleReport report = reports.getSimpleReport();
        List<Object> signatures = new ArrayList<>();
        for (SignatureWrapper signature : reports.getDiagnosticData().getSignatures()) {
            signatures.add(signatureFacts(signature, report));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("signatures", signatures);
        facts.put("timestamps", reports.getDiagnosticData().getTimestampList().size());
        return facts;
    }

    private static SignedDocumentValidator validator(Path file, X509Certificate root) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(root));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(null);
        verifier.setTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(verifier);
        validator.setLocale(Locale.ENGLISH);
        return validator;
    }

    private static Map<String, Object> signatureFacts(SignatureWrapper signature, SimpleReport report) {
        String id = signature.getId();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("indication", String.valueOf(report.getIndication(id)));
        facts.put("subIndication", report.getSubIndication(id));
        facts.put("format", signature.getSignatureFormat().toString());
        facts.put("bLevelValid", signature.isBLevelTechnicallyValid());
        facts.put("intact", signature.isSignatureIntact());
        facts.put("valid", signature.isSignatureValid());
        facts.put("trustedChain", signature.isTrustedChain());
        facts.put("structureProblems", signature.getStructuralValidationMessages());
        facts.put("errors", texts(report.getAdESValidationErrors(id)));
        facts.put("warnings", texts(report.getAdESValidationWarnings(id)));
        facts.put("docMdp", signature.getDocMDPPermissions() == null ? null : signature.getDocMDPPermissions().getCode());
        facts.put("byteRangeValid", signature.isSignatureByteRangeValid());
        facts.put("modifications", modifications(signature.getPDFRevision()));
        return facts;
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::getValue).toList();
    }

    /** Everything that DSS found changed since the signature, in words. */
    private static List<String> modifications(PDFRevisionWrapper revision) {
        if (revision == null) return List.of();
        List<String> found = new ArrayList<>();
        if (!revision.isPdfSignatureDictionaryConsistent()) found.add("signature dictionary differs between revisions");
        pages(found, "annotations overlap", revision.getPdfAnnotationsOverlapConcernedPages());
        pages(found, "pages look different", revision.getPdfVisualDifferenceConcernedPages());
        pages(found, "pages added or taken away", revision.getPdfPageDifferenceConcernedPages());
        objects(found, "extension", revision.getPdfExtensionChanges());
        objects(found, "signature or form", revision.getPdfSignatureOrFormFillChanges());
        objects(found, "annotation", revision.getPdfAnnotationChanges());
        objects(found, "undefined", revision.getPdfUndefinedChanges());
        if (found.isEmpty() && revision.arePdfModificationsDetected()) found.add("modified");
        return found;
    }

    private static void pages(List<String> found, String what, List<?> pages) {
        if (!pages.isEmpty()) found.add(what + ": " + pages);
    }

    private static void objects(List<String> found, String what, List<XmlObjectModification> changes) {
        Stream<String> paths = changes.stream().map(change -> change.getAction() + " " + change.getValue());
        if (!changes.isEmpty()) found.add(what + " changes: " + paths.limit(5).collect(Collectors.joining(", ")));
    }
}
