using System.Collections.Concurrent;
using System.ComponentModel;

namespace SupportDesk.Customers;

/// <summary>The customers, in memory.</summary>
public sealed class CustomerDirectory(ILogger<CustomerDirectory> logger)
{
    private readonly ConcurrentDictionary<string, Customer> _customers = new(StringComparer.OrdinalIgnoreCase);
    private int _lastId;

    public Customer Add(string fullName, string email, string phoneNumber)
    {
        Customer customer = new(Interlocked.Increment(ref _lastId), fullName, email, phoneNumber, IsEmailConfirmed: false);
        _customers[email] = customer;
        logger.LogInformation("New customer {Customer}", customer);
        logger.LogInformation("Customer {CustomerId} of {Count}, confirmed: {IsEmailConfirmed}", customer.Id, _customers.Count, customer.IsEmailConfirmed);
        return customer;
    }

    /// <summary>Also offered to the model as a tool.</summary>
    [Description("Finds the customer with an e-mail address.")]
    public Customer? Find([Description("The customer's e-mail address.")] string email)
    {
        if (_customers.TryGetValue(email, out Customer? customer))
        {
            return customer;
        }

        logger.LogWarning($"Nobody is known as {email}");
        return null;
    }
}
