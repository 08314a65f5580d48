import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** veraPDF: is the file PDF/A-2b, and does it say so itself? Every failed rule is listed with an example. */
public final class VeraPdfJudge {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFA_2_B;

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Witness.run(VeraPdfJudge::facts);
    }

    private static Map<String, Object> facts(Path file, X509Certificate root) throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        // PDF/A-4 needs no marker of conformance, so a file without one counts as none of the flavours.
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), PDFAFlavour.NO_FLAVOUR, PDFAFlavour.NO_FLAVOUR)) {
            facts.put("claims", parser.getFlavours().stream().map(PDFAFlavour::getId).collect(Collectors.toList()));
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file.toFile(), FLAVOUR);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(FLAVOUR, false)) {
            ValidationResult result = validator.validate(parser);
            facts.put("flavour", FLAVOUR.getId());
            facts.put("compliant", result.isCompliant());
            facts.put("checks", result.getTotalAssertions());
            facts.put("failedRules", failedRules(result));
        }
        return facts;
    }

    private static List<Map<String, Object>> failedRules(ValidationResult result) {
        return result.getFailedChecks().entrySet().stream()
                .map(entry -> failedRule(entry.getKey(), entry.getValue(), result.getTestAssertions()))
                .collect(Collectors.toList());
    }

    private static Map<String, Object> failedRule(RuleId rule, int times, List<TestAssertion> assertions) {
        Map<String, Object> failed = new LinkedHashMap<>();
        failed.put("rule", rule.getClause() + "-" + rule.getTestNumber());
        failed.put("times", times);
        failed.put("message", assertions.stream()
                .filter(a -> a.getStatus() == TestAssertion.Status.FAILED && rule.equals(a.getRuleId()))
                .map(a -> a.getErrorMessage() == null ? a.getMessage() : a.getErrorMessage())
                .findFirst()
                .orElse(""));
        return failed;
    }
}
