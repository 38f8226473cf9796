import java.io.File;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about each file, for PDF/A-3a and for PDF/UA-1: a line with file, flavour and the clauses it breaks. */
public class PdfCheck {
    private static final String[] FLAVOURS = {"3a", "ua1"};
    private static final int MOST_FAULTS = 1000;

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String flavour : FLAVOURS) {
                System.out.println(file + "\t" + flavour + "\t" + String.join(",", broken(new File(file), flavour)));
            }
        }
    }

    private static TreeSet<String> broken(File file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        TreeSet<String> clauses = new TreeSet<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, MOST_FAULTS, false, false, false);
            ValidationResult result = validator.validate(parser);
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    clauses.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
                }
            }
            if (clauses.isEmpty() && !result.isCompliant()) {
                clauses.add("not compliant");
            }
        }
        return clauses;
    }
}
