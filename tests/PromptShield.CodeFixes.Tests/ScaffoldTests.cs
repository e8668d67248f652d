namespace PromptShield;

public class ScaffoldTests
{
    [Fact]
    public void Builds() => Assert.Equal(2, 1 + 1);
}
