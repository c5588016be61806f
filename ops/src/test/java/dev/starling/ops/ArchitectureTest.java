package dev.starling.ops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.starling.learning.Learner;
import dev.starling.learning.StalenessGrid;
import dev.starling.learning.StalenessSummary;
import java.util.Arrays;

/** Holds the arrows of the house: who may see whom, and which library lives in which room. */
@AnalyzeClasses(packages = "dev.starling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String HOUSE = "dev.starling.";

  @ArchTest static final ArchRule randomShouldSeeNothingOfOurs = mayOnlySee("random");
  @ArchTest static final ArchRule paramsShouldSeeNothingOfOurs = mayOnlySee("params");

  @ArchTest
  static final ArchRule topologyShouldSeeOnlyRandomness = mayOnlySee("topology", "random");

  @ArchTest
  static final ArchRule learningShouldSeeNeitherModelsNorActors =
      mayOnlySee("learning", "params", "random", "topology");

  @ArchTest
  static final ArchRule learnersShouldNotSeeTheExactStaleness =
      noClasses()
          .that()
          .areAssignableTo(Learner.class)
          .should()
          .transitivelyDependOnClassesThat()
          .belongToAnyOf(StalenessGrid.class, StalenessSummary.class);

  @ArchTest static final ArchRule dataShouldSeeOnlyRandomness = mayOnlySee("data", "random");

  @ArchTest
  static final ArchRule modelsShouldSeeDataAndParameters =
      mayOnlySee("model", "params", "random", "data", "learning");

  @ArchTest
  static final ArchRule runsShouldBePutTogetherBelowTheHosts =
      mayOnlySee("run", "params", "random", "topology", "learning", "model", "data");

  @ArchTest
  static final ArchRule actorsShouldKnowNothingOfLearnersInside = mayOnlySee("actor", "learning");

  @ArchTest
  static final ArchRule wireShouldSeeFramesAndParameters = mayOnlySee("wire", "learning", "params");

  @ArchTest
  static final ArchRule checkpointsShouldSeeStateAndParameters =
      mayOnlySee("checkpoint", "learning", "params");

  @ArchTest static final ArchRule kryoShouldSeeNothingOfOurs = mayOnlySee("kryo");

  @ArchTest
  static final ArchRule hostsShouldNotSeeEachOther =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + "cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(HOUSE + "sim..", HOUSE + "ops..");

  @ArchTest
  static final ArchRule simShouldSeeNeitherClusterNorAkka =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + "sim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              HOUSE + "cluster..", HOUSE + "ops..", HOUSE + "actor..", "akka..", "io.aeron..");

  @ArchTest
  static final ArchRule lanesShouldNotSeeTheControlPlane =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + "cluster.aeron..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOUSE + "cluster");

  @ArchTest
  static final ArchRule nd4jShouldStayInItsRooms = roomsOf("org.nd4j..", "params", "model");

  @ArchTest
  static final ArchRule blasShouldStayInItsRooms = roomsOf("org.bytedeco..", "params", "model");

  /**
   * Beside the data plane stands only the bare loop that bounds it, which must share none of it.
   */
  @ArchTest
  static final ArchRule aeronShouldStayInItsRooms =
      roomsOf("io.aeron..", "cluster.aeron", "ops.bench.child");

  @ArchTest
  static final ArchRule kryoLibraryShouldStayInItsRooms =
      roomsOf("com.esotericsoftware..", "kryo", "checkpoint");

  @ArchTest
  static final ArchRule akkaClusterShouldStayInItsRoom = roomsOf("akka.cluster..", "cluster");

  @ArchTest
  static final ArchRule discoveryLibraryShouldStayInItsRoom = roomsOf("javax.jmdns..", "cluster");

  @ArchTest
  static final ArchRule packagesShouldFormNoCircle =
      slices().matching("dev.starling.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesShouldSayTheSubject =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..helpers..");

  private static ArchRule mayOnlySee(String room, String... below) {
    String[] allowed = new String[below.length + 1];
    allowed[0] = HOUSE + room + "..";
    Arrays.setAll(below, i -> HOUSE + below[i] + "..");
    System.arraycopy(below, 0, allowed, 1, below.length);
    return classes()
        .that()
        .resideInAPackage(HOUSE + room + "..")
        .should()
        .onlyDependOnClassesThat(
            new DescribedPredicate<>("are in " + Arrays.toString(allowed) + " or not ours") {
              @Override
              public boolean test(JavaClass seen) {
                return !seen.getPackageName().startsWith(HOUSE)
                    || JavaClass.Predicates.resideInAnyPackage(allowed).test(seen);
              }
            });
  }

  private static ArchRule roomsOf(String library, String... rooms) {
    String[] homes = Arrays.stream(rooms).map(room -> HOUSE + room).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }
}
