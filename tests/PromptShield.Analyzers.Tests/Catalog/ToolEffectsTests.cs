using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class ToolEffectsTests
{
    [Theory]
    [InlineData("DeleteFile", "deletes")]
    [InlineData("delete_file", "deletes")]
    [InlineData("RemoveUserAsync", "deletes")]
    [InlineData("SendEmail", "sends")]
    [InlineData("send", "sends")]
    [InlineData("PayInvoice", "pays")]
    [InlineData("TransferMoney", "pays")]
    [InlineData("refundOrder", "pays")]
    [InlineData("ExecuteSql", "executes")]
    [InlineData("RunShellCommand", "executes")]
    [InlineData("UpdateOrderStatus", "writes")]
    [InlineData("WriteFile", "writes")]
    [InlineData("CreateOrder", "writes")]
    [InlineData("BookAppointment", "writes")]
    public void A_verb_at_the_beginning_tells_the_effect(string name, string effect) => Assert.Equal(effect, ToolEffects.Default.OfName(name));

    [Theory]
    [InlineData("GetWeather")]
    [InlineData("GetDeletedItems")]
    [InlineData("ListPayments")]
    [InlineData("SearchOrders")]
    [InlineData("IsPaid")]
    [InlineData("CreateSummary")]
    [InlineData("WritePoem")]
    [InlineData("RunSearch")]
    [InlineData("AddNumbers")]
    [InlineData("PaymentHistory")]
    [InlineData("Updates")]
    [InlineData("Sender")]
    [InlineData("")]
    public void Other_words_tell_none(string name) => Assert.Null(ToolEffects.Default.OfName(name));

    [Fact]
    public void A_line_of_another_form_is_a_mistake() => Assert.Throws<FormatException>(() => new ToolEffects(["verb|deletes|delete"]));
}
