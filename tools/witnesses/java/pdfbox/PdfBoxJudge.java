import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** PDFBox reads the file strictly, Bouncy Castle checks the CMS container: an arrangement of its own beside DSS. */
public final class PdfBoxJudge {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        Witness.run(PdfBoxJudge::facts);
    }

    private static Map<String, Object> facts(Path file, X509Certificate root) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("strict", readsStrictly(bytes));
        try (PDDocument document = Loader.loadPDF(bytes)) {
            facts.put("pages", document.getNumberOfPages());
            facts.put("encrypted", document.isEncrypted());
            facts.put("form", formFacts(document));
            facts.put("permsDocMdp", permissions(perms(document)));
            List<Object> signatures = new ArrayList<>();
            for (PDSignature signature : document.getSignatureDictionaries()) {
                signatures.add(signatureFacts(signature, bytes, root));
            }
            facts.put("signatures", signatures);
            facts.put("information", information(document));
            facts.put("text", text(document));
        }
        return facts;
    }

    /** Whether the cross-reference table is right as it stands: the lenient parser would rebuild it in silence. */
    private static Object readsStrictly(byte[] bytes) {
        try (PDDocument document = new PDFParser(new RandomAccessReadBuffer(bytes)).parse(false)) {
            return document.getNumberOfPages() > 0;
        } catch (IOException error) {
            return false;
        }
    }

    /** All words without white space; empty when a font or a page cannot be read. */
    private static String text(PDDocument document) {
        try {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        } catch (IOException | RuntimeException error) {
            return "";
        }
    }

    /** The texts of the document information dictionary by their names. */
    private static Map<String, Object> information(PDDocument document) {
        COSDictionary dictionary = document.getDocumentInformation().getCOSObject();
        Map<String, Object> facts = new LinkedHashMap<>();
        for (COSName name : dictionary.keySet()) facts.put(name.getName(), dictionary.getString(name));
        return facts;
    }

    private static Map<String, Object> formFacts(PDDocument document) {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) return null;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("fields", form.getFields().stream().map(f -> f.getFullyQualifiedName() + ":" + f.getFieldType()).toList());
        facts.put("sigFlags", form.getCOSObject().getInt(COSName.getPDFName("SigFlags"), 0));
        facts.put("needAppearances", form.getNeedAppearances());
        facts.put("xfa", form.hasXFA());
        return facts;
    }

    private static COSDictionary perms(PDDocument document) {
        COSDictionary perms = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS);
        return perms == null ? null : perms.getCOSDictionary(COSName.getPDFName("DocMDP"));
    }

    /** The P of the DocMDP transform of a signature dictionary; null without one. */
    private static Integer permissions(COSDictionary signature) {
        COSArray references = signature == null ? null : signature.getCOSArray(COSName.getPDFName("Reference"));
        if (references == null) return null;
        for (COSBase item : references.toList()) {
            if (!(item instanceof COSDictionary reference)) continue;
            COSDictionary parameters = reference.getCOSDictionary(COSName.getPDFName("TransformParams"));
            boolean docMdp = "DocMDP".equals(reference.getNameAsString(COSName.getPDFName("TransformMethod")));
            if (docMdp && parameters != null) return parameters.getInt(COSName.P, 2);
        }
        return null;
    }

    private static Map<String, Object> signatureFacts(PDSignature signature, byte[] file, X509Certificate root) throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        int[] range = signature.getByteRange();
        byte[] contents = signature.getContents();
        facts.put("filter", signature.getFilter());
        facts.put("subFilter", signature.getSubFilter());
        facts.put("docMdp", permissions(signature.getCOSObject()));
        facts.put("byteRange", Arrays.stream(range).boxed().toList());
        facts.put("coversFile", coversFile(range, contents, file));
        byte[] signed = signature.getSignedContent(file);
        facts.putAll(cmsFacts(contents, signed, root));
        return facts;
    }

    /** The two ranges hold every byte of the file but one hexadecimal string, which is Contents itself. */
    private static boolean coversFile(int[] range, byte[] contents, byte[] file) {
        if (range.length != 4 || range[0] != 0 || range[1] <= 0 || range[2] <= range[1]) return false;
        if ((long) range[2] + range[3] != file.length || file[range[1]] != '<' || file[range[2] - 1] != '>') return false;
        int digits = range[2] - range[1] - 2;
        if (digits != contents.length * 2) return false;
        for (int i = 0; i < digits; i++) {
            int nibble = (contents[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
            if (Character.digit(file[range[1] + 1 + i], 16) != nibble) return false;
        }
        return true;
    }

    private static Map<String, Object> cmsFacts(byte[] contents, byte[] signed, X509Certificate root) throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        ContentInfo container = withoutPadding(contents);
        facts.put("detached", new CMSSignedData(container).isDetachedSignature());
        CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(signed), container);
        Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
        facts.put("signerInfos", signers.size());
        List<Object> verified = new ArrayList<>();
        for (SignerInformation signer : signers) verified.add(signerFacts(cms, signer, root));
        facts.put("signers", verified);
        return facts;
    }

    /** The container at the start of Contents; behind it only the zeros that fill the reserved place. */
    private static ContentInfo withoutPadding(byte[] contents) throws IOException {
        try (ASN1InputStream in = new ASN1InputStream(contents)) {
            ContentInfo container = ContentInfo.getInstance(in.readObject());
            for (int b = in.read(); b != -1; b = in.read()) {
                if (b != 0) throw new IOException("Contents holds something behind the CMS container");
            }
            return container;
        }
    }

    private static Map<String, Object> signerFacts(CMSSignedData cms, SignerInformation signer, X509Certificate root) throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        @SuppressWarnings("unchecked")
        Collection<X509CertificateHolder> own = cms.getCertificates().getMatches(signer.getSID());
        facts.put("certificates", own.size());
        facts.put("digest", signer.getDigestAlgOID());
        facts.put("hasMessageDigest", signer.getSignedAttributes() != null && signer.getSignedAttributes().get(CMSAttributes.messageDigest) != null);
        facts.put("hasSigningCertificateV2", signer.getSignedAttributes() != null
                && signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2) != null);
        if (own.size() != 1) return facts;
        X509CertificateHolder holder = own.iterator().next();
        X509CertificateHolder issuer = new X509CertificateHolder(root.getEncoded());
        facts.put("subject", holder.getSubject().toString());
        String problem = problem(signer, holder);
        facts.put("verifies", problem == null);
        facts.put("problem", problem);
        facts.put("issuedByRoot", holder.getIssuer().equals(issuer.getSubject())
                && holder.isSignatureValid(new JcaContentVerifierProviderBuilder().setProvider(PROVIDER).build(root)));
        return facts;
    }

    /** Why digest or signature do not hold; null when both do. */
    private static String problem(SignerInformation signer, X509CertificateHolder holder) throws Exception {
        try {
            boolean holds = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(PROVIDER).build(holder));
            return holds ? null : "the signature value does not fit the signed attributes";
        } catch (CMSException error) {
            return error.getMessage();
        }
    }
}
