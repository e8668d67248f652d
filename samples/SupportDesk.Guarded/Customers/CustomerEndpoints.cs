namespace SupportDesk.Customers;

public static class CustomerEndpoints
{
    public static void MapCustomers(this WebApplication app) =>
        app.MapPost("/customers", (NewCustomer customer, CustomerDirectory directory) =>
            directory.Add(customer.FullName, customer.Email, customer.PhoneNumber));

    public sealed record NewCustomer(string FullName, string Email, string PhoneNumber);
}
