import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.BasicSignatureConstraints;
import eu.europa.esig.dss.policy.jaxb.CertificateConstraints;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import eu.europa.esig.dss.policy.jaxb.MultiValuesConstraint;
import eu.europa.esig.dss.policy.jaxb.SignatureConstraints;
import java.io.InputStream;

/**
 * The policy that DSS ships with, made stricter and in one point milder: whatever tells of a change after signing is a failure
 * instead of a warning, only PAdES-BASELINE-B is taken, and no revocation information is asked for, because an office that
 * works offline has none to embed and its certificates name no service to ask.
 */
final class StrictPolicy {
    private StrictPolicy() {}

    static ValidationPolicy load() throws Exception {
        try (InputStream in = StrictPolicy.class.getResourceAsStream("/policy/constraint.xml")) {
            ConstraintsParameters policy = ValidationPolicyFacade.newFacade().unmarshall(in);
            SignatureConstraints signature = policy.getSignatureConstraints();
            signature.setStructuralValidation(fail());
            signature.setFullScope(fail());
            signature.setAcceptableFormats(onlyBaselineB());
            BasicSignatureConstraints basic = signature.getBasicSignatureConstraints();
            failOnEveryChange(basic);
            withoutRevocation(basic.getSigningCertificate());
            withoutRevocation(basic.getCACertificate());
            return new EtsiValidationPolicy(policy);
        }
    }

    private static void failOnEveryChange(BasicSignatureConstraints basic) {
        basic.setByteRangeCollision(fail());
        basic.setByteRangeAllDocument(fail());
        basic.setPdfAnnotationOverlap(fail());
        basic.setPdfVisualDifference(fail());
        basic.setDocMDP(fail());
        basic.setFieldMDP(fail());
        basic.setSigFieldLock(fail());
        basic.setFormFillChanges(fail());
        basic.setAnnotationChanges(fail());
        basic.setUndefinedChanges(fail());
    }

    private static void withoutRevocation(CertificateConstraints certificate) {
        certificate.setRevocationDataAvailable(level(Level.IGNORE));
        certificate.setAcceptableRevocationDataFound(level(Level.IGNORE));
    }

    private static MultiValuesConstraint onlyBaselineB() {
        MultiValuesConstraint formats = new MultiValuesConstraint();
        formats.setLevel(Level.FAIL);
        formats.getId().add(SignatureLevel.PAdES_BASELINE_B.toString());
        return formats;
    }

    private static LevelConstraint fail() {
        return level(Level.FAIL);
    }

    private static LevelConstraint level(Level level) {
        LevelConstraint constraint = new LevelConstraint();
        constraint.setLevel(level);
        return constraint;
    }
}
