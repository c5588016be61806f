package dev.starling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelsTest {

  @ParameterizedTest(name = "{0}: {2} classes of {1} features give {3} parameters")
  @CsvSource(
      delimiter = '|',
      value = {
        "linear|10|0|11|1|false",
        "logistic|10|2|11|1|true",
        "softmax|784|10|7850|10|true",
        "mlp:100|784|10|79510|10|true",
        "mlp:100,50:tanh|784|10|84060|10|true",
        "mlp:8|3|0|41|1|false"
      })
  void shouldHaveTheShapeThatItsNameSays(
      String spec, int features, int classes, int parameters, int outputs, boolean classifies) {
    try (Model model = Models.parse(spec).create(features, classes, 4)) {
      assertThat(model.parameters()).isEqualTo(parameters);
      assertThat(model.outputs()).isEqualTo(outputs);
      assertThat(model.classifies()).isEqualTo(classifies);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "svm|no model is called 'svm'; there are linear, logistic, softmax,",
        "linear:3|no model is called 'linear:3'",
        "mlp|'' is no width of a hidden layer; write mlp:100 or mlp:100,50",
        "mlp:10,,5|'' is no width",
        "mlp:0|'0' is no width",
        "mlp:ten|'ten' is no width",
        "mlp:10:gelu|no activation is called 'gelu'; there are relu and tanh",
        "class:no.such.Model|the model class 'no.such.Model' is not on the class path",
        "class:java.lang.String|java.lang.String does not implement dev.starling.model.Model",
        "class:dev.starling.model.FakeModel|dev.starling.model.FakeModel needs a public constructor"
      })
  void shouldSayWhatIsWrongWithAName(String spec, String message) {
    assertThatThrownBy(() -> Models.parse(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear|10|the model linear predicts a number, the data have 10 classes; use softmax or"
            + " mlp",
        "logistic|3|the model logistic tells 2 classes apart, the data have 3; use softmax",
        "softmax|0|the model softmax tells classes apart",
        "mlp:2000000000|10|parameters; at most 2147483647 fit",
        "class:dev.starling.model.PickyModel|3|PickyModel refuses the data: two classes only"
      })
  void shouldSayWhyAModelDoesNotFitTheData(String spec, int classes, String message) {
    ModelSpec parsed = Models.parse(spec);
    assertThatThrownBy(() -> parsed.create(4, classes, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldMakeAModelOfTheUsersOwn() {
    try (Model model = Models.parse("class:dev.starling.model.PickyModel").create(4, 2, 1)) {
      assertThat(model).isInstanceOf(PickyModel.class);
    }
  }
}
